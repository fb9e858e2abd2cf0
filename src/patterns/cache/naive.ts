import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'

/**
 * The cache that tutorials carry, with its faults, for comparison. Do not use it.
 *
 * Each call is right when it is the only one. The faults show when several callers miss at the same time, when a
 * value changes while it is being loaded, when there is nothing to cache, and when there is a lot.
 */
export class NaiveCache<Value> {
  readonly #redis: RedisLike
  readonly #base: string
  readonly #ttlMs: number

  constructor(redis: RedisLike, { prefix, name, ttlMs }: { prefix?: string; name: string; ttlMs: number }) {
    this.#redis = redis
    this.#base = keyBuilder({ prefix, name })()
    this.#ttlMs = ttlMs
  }

  /**
   * Fault: a stampede. Everyone who misses loads, as many as there are callers.
   *
   * Fault: a stale fill. What was loaded before an invalidation is written after it, and stays.
   *
   * Fault: that there is nothing is never remembered, so that a key that does not exist is loaded each time.
   */
  // #region get
  async get(key: string, load: () => Promise<Value | null>): Promise<Value | null> {
    const cached = await this.#redis.get(this.key(key))
    if (cached !== null) return JSON.parse(cached) as Value
    const value = await load()
    if (value !== null) await this.set(key, value)
    return value
  }
  // #endregion

  /**
   * Fault: two writers that change the origin in one order and the cache in the other leave the older value.
   *
   * Fault: what was written together expires together, and then all of it is loaded at the same moment.
   */
  // #region set
  async set(key: string, value: Value): Promise<void> {
    await this.#redis.set(this.key(key), JSON.stringify(value), 'PX', this.#ttlMs)
  }
  // #endregion

  async invalidate(key: string): Promise<void> {
    await this.#redis.del(this.key(key))
  }

  /**
   * Fault: KEYS looks at every key of the server, and nobody else is served meanwhile. On a cluster it sees one
   * node only. What is loaded while it runs is written afterwards.
   */
  // #region matching
  async invalidateMatching(glob: string): Promise<void> {
    const keys = await this.#redis.keys(this.key(glob))
    if (keys.length > 0) await this.#redis.del(...keys)
  }
  // #endregion

  /** All entries of a cache share a hash tag: on a cluster one node has all the work. */
  key(key: string): string {
    return `${this.#base}:${key}`
  }
}
