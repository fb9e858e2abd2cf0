import { randomUUID } from 'node:crypto'
import { wholeNumber } from '../_kit/check.js'
import { timeArgument } from '../_kit/clock.js'
import { guarded, type Hook } from '../_kit/hook.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { LockEvent } from './events.js'
import { type Inbox, inboxOf } from './inbox.js'
import { LONGEST_MS, type LeaseOwner } from './lease.js'
import type { LockOptions } from './options.js'
import {
  acquireScript,
  extendScript,
  handOverScript,
  peekScript,
  type Place,
  releaseScript,
  tryScript,
} from './scripts.js'
import type { FencingToken, LockStatus, LockToken } from './types.js'

/** The lock as it stands in Redis. Every method is one script and one round trip, but for what is said there. */
export class StoredLock implements LeaseOwner {
  readonly redis: RedisLike
  readonly name: string
  readonly ttlMs: number
  readonly claimMs: number
  readonly tell: Hook<LockEvent>
  readonly inbox: Inbox
  readonly keys: Readonly<Record<'lock' | 'fence' | 'queue' | 'alive', string>>
  readonly #now: LockOptions['now']
  readonly #newId: () => string
  readonly #handOver: { claimMs: number; channels: string; counted: number }
  /** Whether others wanted it of late. Then the scripts for the queue are run at once. */
  contended = false

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: LockOptions) {
    const { name, prefix = '', ttlMs, claimMs = 1_000, onEvent, ids = randomUUID, now } = options
    const key = keyBuilder({ prefix, name })
    this.redis = redis
    this.name = name
    this.ttlMs = wholeNumber(ttlMs, 'ttlMs', 1, LONGEST_MS)
    this.claimMs = wholeNumber(claimMs, 'claimMs', 1, LONGEST_MS)
    this.tell = guarded(onEvent)
    this.inbox = inboxOf(redis, prefix, options.ids)
    this.keys = { lock: key(), fence: key('fence'), queue: key('queue'), alive: key('alive') }
    this.#now = now
    this.#newId = ids
    // On a cluster PUBLISH counts only the listeners of one node.
    this.#handOver = { claimMs, channels: this.inbox.channels, counted: 'nodes' in redis ? 0 : 1 }
  }

  newToken(): LockToken {
    return `${this.inbox.id}:${this.#newId()}` as LockToken
  }

  /** The fencing number; or null: somebody has it; or 0: it is free, but somebody waits. */
  take(token: LockToken): Promise<FencingToken | 0 | null> {
    const { redis, keys, ttlMs } = this
    return tryScript.run(redis, keys, { token, ttlMs, now: timeArgument(this.#now) })
  }

  /** The fencing number, when it is the caller's turn; or null, or its place in the queue when it waits. */
  takeTurn(token: LockToken, { waits }: { waits: boolean }): Promise<FencingToken | Place | null> {
    const { redis, keys, ttlMs } = this
    const now = timeArgument(this.#now)
    const aliveMs = waits ? 3 * this.claimMs : ''
    return acquireScript.run(redis, keys, { token, ttlMs, now, ...this.#handOver, aliveMs })
  }

  async extend(token: LockToken, ttlMs: number): Promise<number | null> {
    const sentMs = performance.now()
    return (await extendScript.run(this.redis, this.keys, { token, ttlMs })) ? sentMs + ttlMs : null
  }

  /** One command, and another when nobody seemed to wait, but somebody does. */
  async release(token: LockToken): Promise<'lost' | 'free' | 'handed over'> {
    if (!this.contended) {
      const outcome = await releaseScript.run(this.redis, this.keys, { token })
      if (outcome !== 'queue') return outcome
    }
    return this.handOver(token)
  }

  /** Releases the lock to the first waiter. Who waits leaves the queue, and did not have it. */
  async handOver(token: LockToken): Promise<'lost' | 'free' | 'handed over'> {
    const now = timeArgument(this.#now)
    const outcome = await handOverScript.run(this.redis, this.keys, { token, now, ...this.#handOver })
    this.contended = outcome === 'handed over'
    return outcome
  }

  peek(): Promise<LockStatus> {
    return peekScript.run(this.redis, this.keys, {})
  }
}
