import { wholeNumber } from '../_kit/check.js'
import { PatternError } from '../_kit/errors.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { hold, type Work } from './hold.js'
import { Lease, LONGEST_MS } from './lease.js'
import { bind, lockTimeout } from './limits.js'
import type { LockOptions } from './options.js'
import { StoredLock } from './stored-lock.js'
import type { AcquireOptions, LockStatus, LockToken } from './types.js'
import { type Grant, Waiter } from './waiter.js'

/**
 * A lock with a lease: at most one holds it at a time, and when a holder dies it ends by itself after `ttlMs`.
 *
 * Who waits stands in a queue in Redis. A release hands the lock to the first waiter that is alive, in the same step,
 * and wakes it by a message; nobody polls for it, and nobody comes before those who wait. Every lease has a fencing
 * number, which only ever goes up.
 *
 * **What it cannot promise.** A holder that stands still for longer than its lease (a long pause of the process, a
 * suspended machine, a lost network) does not know that it lost the lock. And a replica that takes over may not have
 * heard of the last lease, for Redis replicates after it has answered. In both cases two believe that they hold the
 * lock. So a lock alone saves double work; it does not guard data. What does is the resource, when it remembers the
 * largest {@link FencingToken} and refuses smaller ones, as {@link FencedValue} does.
 *
 * Keys: `${prefix}{${name}}` and, in the same slot, `:fence` (kept for ten minutes after the last lease), `:queue` and
 * `:alive` (while somebody waits). Waiting takes one connection for each client, for all of its locks together, on
 * channels that begin with `${prefix}lock-inbox:`.
 *
 * Sources: SET with NX and PX and a compared token, as the documentation of Redis proposes; fencing numbers after
 * Martin Kleppmann, "How to do distributed locking" (2016); numbers that follow the clock but never go back, after
 * Kulkarni and others, "Logical Physical Clocks" (2014).
 *
 * @example
 * ```ts
 * import { Lock } from 'redis-patterns/lock'
 *
 * const lock = new Lock(redis, { name: 'report', prefix: 'app:', ttlMs: 10_000 })
 * const sum = await lock.using(async (signal, lease) => {
 *   signal.throwIfAborted() // aborts when the lease is lost
 *   return 1 + 1 // and sends lease.fencingToken along with what it writes
 * })
 * sum // -> 2
 * await lock.close()
 * ```
 */
export class Lock {
  /** The key whose value is the token of who has the lock. */
  readonly key: string
  readonly #lock: StoredLock
  readonly #waiters = new Set<Waiter>()
  #closed = false

  /**
   * Sends nothing. The client stays the caller's: it is neither configured nor closed.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: LockOptions) {
    this.#lock = new StoredLock(redis, options)
    this.key = this.#lock.keys.lock
  }

  /**
   * Takes the lock if it is free and nobody waits for it; null when not. One EVALSHA. When the connection breaks and
   * the client sends the command again, the lock is not lost to itself: the token is the same.
   *
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
   * const lease = await lock.tryAcquire()
   * await lock.tryAcquire() // -> null
   * await lease?.release() // -> true
   * ```
   */
  async tryAcquire(): Promise<Lease | null> {
    const sentMs = performance.now()
    const token = this.#lock.newToken()
    const taken = await this.#lock.take(token)
    const fencingToken = taken === 0 ? await this.#lock.takeTurn(token, { waits: false }) : taken
    return typeof fencingToken === 'number' ? this.#lease(token, { fencingToken, sentMs }, sentMs) : null
  }

  /**
   * Takes the lock, or waits for it: first come, first served. One EVALSHA when it is free, two or three when
   * not, and one SUBSCRIBE when nobody on this client has waited lately. While it waits it asks again every `claimMs`
   * or less, in case a message or a process was lost; so it also goes on after Redis was away for a while.
   *
   * @throws {PatternError} `LOCK_TIMEOUT` when it was not free for `waitMs`; `LOCK_CLOSED` when `close` was called.
   * @throws the reason of `signal` when it aborts. Who gave up leaves the queue.
   * @throws {TypeError} unless `waitMs` is a whole number, 0 or more.
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
   * const lease = await lock.acquire()
   * const failure = await lock.acquire({ waitMs: 10 }).catch((error) => error)
   * failure.code // -> 'LOCK_TIMEOUT'
   * await lease.release()
   * await lock.close()
   * ```
   */
  async acquire(options: AcquireOptions = {}): Promise<Lease> {
    const { waitMs, signal } = options
    if (waitMs !== undefined) wholeNumber(waitMs, 'waitMs', 0, LONGEST_MS)
    signal?.throwIfAborted()
    if (waitMs === 0) return this.#acquireNow()
    if (this.#closed) throw this.#gaveUp(this.#closedError())
    const calledMs = performance.now()
    const waiter = new Waiter(this.#lock)
    const unbind = bind(waiter, this.#lock.name, options)
    this.#waiters.add(waiter)
    try {
      return this.#lease(waiter.token, await waiter.grant(), calledMs)
    } catch (error) {
      throw this.#gaveUp(error)
    } finally {
      unbind()
      this.#waiters.delete(waiter)
    }
  }

  /**
   * Waits for the lock as `acquire`, does the work, and releases it; the result is that of the work. The lease is
   * extended every `ttlMs / 3` until the work is done. The work's signal aborts when the lease is lost, also when
   * Redis cannot be reached and the lease runs out by this process's own clock; and when `options.signal` aborts.
   * It should then stop, for `using` waits for it. Commands: those of `acquire` and `release`, and one for each
   * extension.
   *
   * @throws {LeaseLostError} when the lease was lost before the work was done, whatever came of it; what it threw is
   * the `cause`.
   * @throws what the work throws, and what `acquire` throws.
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 1_000 })
   * await lock.using(() => 'done', { waitMs: 5_000 }) // -> 'done'
   * const failure = await lock.using(() => redis.del(lock.key)).catch((error) => error)
   * failure.code // -> 'LEASE_LOST'
   * ```
   */
  async using<Result>(work: Work<Lease, Result>, options: AcquireOptions = {}): Promise<Result> {
    const lease = await this.acquire(options)
    return hold(this.#lock, lease, work, options.signal)
  }

  /**
   * Who has the lock, for how long still, and how many wait. One EVALSHA, which changes nothing.
   *
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
   * await lock.peek() // -> { holder: null, ttlMs: 0, fencingToken: null, waiting: 0 }
   * const lease = await lock.acquire()
   * const { holder } = await lock.peek()
   * holder === lease.token // -> true
   * ```
   */
  async peek(): Promise<LockStatus> {
    return this.#lock.peek()
  }

  /**
   * Ends all waiting, of now and of later, with `LOCK_CLOSED`, and closes the connection for it when nobody else on
   * the client waits. Leases that are held stay, and can be extended and released. Again: nothing.
   *
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
   * await lock.close()
   * const failure = await lock.acquire().catch((error) => error)
   * failure.code // -> 'LOCK_CLOSED'
   * ```
   */
  async close(): Promise<void> {
    this.#closed = true
    for (const waiter of this.#waiters) waiter.giveUp(this.#closedError())
    await this.#lock.inbox.closeIfIdle()
  }

  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #acquireNow(): Promise<Lease> {
    const lease = await this.tryAcquire()
    if (lease) return lease
    throw this.#gaveUp(lockTimeout(this.#lock.name, 0))
  }

  #lease(token: LockToken, { fencingToken, sentMs }: Grant, calledMs: number): Lease {
    const { name, ttlMs, tell } = this.#lock
    tell({ type: 'acquired', lock: name, fencingToken, waitedMs: performance.now() - calledMs })
    return new Lease(this.#lock, token, fencingToken, sentMs + ttlMs)
  }

  /** @returns the error. */
  #gaveUp(error: unknown): unknown {
    this.#lock.tell({ type: 'gave-up', lock: this.#lock.name, error })
    return error
  }

  #closedError(): PatternError {
    return new PatternError('LOCK_CLOSED', `lock '${this.#lock.name}' was closed: nobody can wait for it`)
  }
}
