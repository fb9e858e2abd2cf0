import type { Redis, RedisOptions } from 'ioredis'

/** How often a connection that listens is asked whether it is still there. */
const PING_MS = 10_000

const RESP2 = { protocol: 2, replyMapping: 'legacy' } as const satisfies RedisOptions

/** What may be told of a connection that listens. */
export interface ListenOptions {
  /** A PING this often; a connection on which the one before was not answered is ended. Default: 10 s. */
  pingMs?: number
  /** RESP2, whatever the caller's client speaks. */
  resp2?: boolean
}

/**
 * A connection of its own, with the settings of the caller's: one that listens can do nothing else. It never connects
 * again by itself: its `end` event says that it is lost, also when the network went away without a word, which the
 * next PING notices. It ends when the signal aborts, also while it connects.
 */
export async function listen(
  node: Redis,
  { pingMs = PING_MS, resp2 = false }: ListenOptions,
  signal: AbortSignal,
): Promise<Redis> {
  signal.throwIfAborted()
  const connection = node.duplicate({
    lazyConnect: true,
    retryStrategy: null,
    reconnectOnError: null,
    autoResubscribe: false,
    enableOfflineQueue: true,
    readOnly: false,
    keyPrefix: '', // Some versions of the client put it before sharded channels, but not before others.
    disconnectTimeout: 100, // The other side of a dead connection does not say goodbye.
    ...(resp2 && RESP2),
  })
  connection.on('error', () => {}) // It ends, which is what counts.
  const end = () => connection.disconnect()
  signal.addEventListener('abort', end)
  connection.once('end', () => signal.removeEventListener('abort', end))
  try {
    await connection.connect()
  } catch (error) {
    end()
    signal.throwIfAborted()
    throw error
  }
  endWhenSilent(connection, pingMs)
  return connection
}

function endWhenSilent(connection: Redis, pingMs: number): void {
  let answered = true
  const endIfUnanswered = () => {
    if (!answered) connection.disconnect()
  }
  const ask = () => {
    // The answer may be there, unread: this process may have stood still itself.
    if (!answered) return void setImmediate(endIfUnanswered)
    answered = false
    connection.ping().then(
      () => (answered = true),
      () => {},
    )
  }
  const timer = setInterval(ask, pingMs).unref()
  connection.once('end', () => clearInterval(timer))
}
