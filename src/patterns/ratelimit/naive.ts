import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'

interface NaiveOptions {
  prefix?: string
  name: string
  limit: number
  windowMs: number
  now?: () => number
}

/**
 * The sliding window that tutorials carry, with its faults, for comparison. Do not use it.
 *
 * It is right as long as requests come one after the other, in different milliseconds, from one app server.
 */
export class NaiveSlidingWindow {
  readonly key: (id: string) => string
  readonly #redis: RedisLike
  readonly #limit: number
  readonly #windowMs: number
  readonly #now: () => number

  constructor(redis: RedisLike, { prefix, name, limit, windowMs, now = Date.now }: NaiveOptions) {
    this.#redis = redis
    this.#limit = limit
    this.#windowMs = windowMs
    this.#now = now
    this.key = keyBuilder({ prefix, name })
  }

  /** Whether the request may go on. */
  // #region take
  async take(id: string): Promise<boolean> {
    const key = this.key(id)
    // Fault: the app's clock decides. A server whose clock is ahead removes what still counts.
    const now = this.#now()
    await this.#redis.zremrangebyscore(key, 0, now - this.#windowMs)
    // Fault: over-admission. All who count before the first one adds find room.
    const count = await this.#redis.zcard(key)
    // Fault: two requests of one millisecond are one member, and count as one.
    // Fault: a denied request is recorded too. Who keeps on hammering is denied for ever.
    await this.#redis.zadd(key, now, String(now))
    // Fault: who crashes before this leaves a key that never expires, if nobody comes after it.
    await this.#redis.expire(key, Math.ceil(this.#windowMs / 1000))
    return count < this.#limit
  }
  // #endregion
}

/** The fixed window that tutorials carry, with its faults, for comparison. Do not use it. */
export class NaiveFixedWindow {
  readonly key: (id: string) => string
  readonly #redis: RedisLike
  readonly #limit: number
  readonly #windowMs: number

  constructor(redis: RedisLike, { prefix, name, limit, windowMs }: NaiveOptions) {
    this.#redis = redis
    this.#limit = limit
    this.#windowMs = windowMs
    this.key = keyBuilder({ prefix, name })
  }

  /** Whether the request may go on. Fault: around the end of a window, twice the limit passes in a moment. */
  // #region fixed
  async take(id: string): Promise<boolean> {
    const key = this.key(id)
    const count = await this.#redis.incr(key)
    // Fault: who crashes here leaves a key without expiry, and the id is denied for ever.
    if (Number(count) === 1) await this.#redis.expire(key, Math.ceil(this.#windowMs / 1000))
    return Number(count) <= this.#limit
  }
  // #endregion
}
