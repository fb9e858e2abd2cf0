import type { ClusterOptions, RedisOptions } from 'ioredis'
import type { RedisLike } from './redis-like.js'
import { untilAborted } from './wait.js'

/**
 * A connection of a pattern's own, for commands that wait: the caller's client stays free meanwhile. It has the
 * settings of that client, except those that would disturb a command that waits. It is made when it is first needed.
 *
 * A command whose connection is lost fails, and is never sent again by itself: what the lost reply had taken is for
 * the caller to look for. The next command gets another connection.
 */
export class BlockingClient {
  readonly #redis: RedisLike
  readonly #silenceMs: number
  readonly #closing = new AbortController()
  #client: RedisLike | undefined

  /** @param maxBlockMs How long a command waits at most. A connection that is silent for longer counts as lost. */
  constructor(redis: RedisLike, maxBlockMs: number) {
    this.#redis = redis
    this.#silenceMs = 2 * maxBlockMs + 1_000
  }

  /** @throws what the server answers, the loss of the connection, or, as soon as it is closed, an AbortError. */
  async run<Result>(send: (client: RedisLike) => Promise<Result>): Promise<Result> {
    this.#closing.signal.throwIfAborted()
    const client = (this.#client ??= dedicated(this.#redis, this.#silenceMs))
    try {
      return await untilAborted(send(client), this.#closing.signal)
    } catch (error) {
      if (!isReply(error)) this.reset()
      throw error
    }
  }

  /** Gives the connection up. The next command gets another, perhaps to another server. */
  reset(): void {
    this.#client?.disconnect()
    this.#client = undefined
  }

  /** Ends the connection, and at once also what waits on it. Again: nothing. */
  close(): void {
    this.#closing.abort()
    this.reset()
  }
}

/** Whether a server answered so; everything else is a connection that was lost, or never made. */
export function isReply(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ReplyError'
}

function dedicated(redis: RedisLike, silenceMs: number): RedisLike {
  const own = {
    lazyConnect: true,
    retryStrategy: null, // Fail at once: another connection takes its place.
    maxRetriesPerRequest: null,
    enableOfflineQueue: true,
    enableAutoPipelining: false,
    readOnly: false,
    stringNumbers: false,
    replyMapping: 'legacy',
    socketTimeout: silenceMs,
    ...NO_TIMEOUTS,
  } satisfies RedisOptions
  const client =
    'nodes' in redis ? redis.duplicate([], { ...CLUSTER, redisOptions: own }) : redis.duplicate(own)
  client.on('error', () => {}) // The command that waits tells of it.
  return client
}

const CLUSTER = {
  lazyConnect: true,
  clusterRetryStrategy: () => null,
  retryDelayOnFailover: 0, // Else the cluster sends it again by itself.
  enableOfflineQueue: true,
  enableAutoPipelining: false,
  scaleReads: 'master',
} as const satisfies ClusterOptions

/** Limits that the caller meant for commands which answer at once. */
const NO_TIMEOUTS = { commandTimeout: undefined, blockingTimeout: undefined } as object
