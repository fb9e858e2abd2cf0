import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'

/**
 * The lock that tutorials carry, with its faults, for comparison. Do not use it.
 *
 * Each call is right as long as nothing goes wrong. The faults show when a process dies between two commands, when the
 * work takes longer than the lease, and when many wait.
 */
export class NaiveLock {
  readonly key: string
  readonly #redis: RedisLike
  readonly #ttlSeconds: number

  constructor(
    redis: RedisLike,
    { prefix, name, ttlSeconds }: { prefix?: string; name: string; ttlSeconds: number },
  ) {
    this.#redis = redis
    this.#ttlSeconds = ttlSeconds
    this.key = keyBuilder({ prefix, name })()
  }

  /**
   * Fault: two commands. Whoever dies between them leaves a lock that never expires.
   *
   * Fault: the value says nothing of the holder, so nobody can tell whose lock it is.
   */
  // #region acquire
  async tryAcquire(): Promise<boolean> {
    const taken = await this.#redis.setnx(this.key, 'locked')
    if (Number(taken) === 0) return false
    await this.#redis.expire(this.key, this.#ttlSeconds)
    return true
  }
  // #endregion

  /** Fault: a hot loop. Every waiter asks as fast as it can, and chance says who is next. */
  async acquire(): Promise<void> {
    while (!(await this.tryAcquire()));
  }

  /** Fault: it deletes whatever lock is there, also the next owner's when its own has expired. */
  // #region release
  async release(): Promise<void> {
    await this.#redis.del(this.key)
  }
  // #endregion

  /**
   * Fault: work that takes longer than the lease goes on without it, beside the next owner; and it has no number by
   * which the resource could tell that it is late.
   */
  async using<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.acquire()
    try {
      return await work()
    } finally {
      await this.release()
    }
  }
}
