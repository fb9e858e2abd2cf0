import { wholeNumber } from '../_kit/check.js'
import { PatternError } from '../_kit/errors.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { sleep } from '../_kit/wait.js'
import { hold, type Work } from './hold.js'
import { Lease, LONGEST_MS } from './lease.js'
import { lockTimeout } from './limits.js'
import { Majority } from './majority.js'
import type { RedlockOptions } from './redlock-options.js'
import type { AcquireOptions } from './types.js'

/**
 * A lock over several independent servers, none a replica of another: it is held by who holds it on more than half
 * of them. So it works while a minority is down, and no failover of one server gives it to two.
 *
 * A lease is valid for `ttlMs`, less the time that it took to get it, less `ttlMs * clockDriftFactor + 2` ms, since
 * the servers' clocks may run faster than ours. What was taken in vain is given back at once.
 *
 * **For it** (Salvatore Sanfilippo): with one server, or one and its replicas, a crash can give a lock to two; a
 * majority cannot be had twice. It needs no clocks that show the same time, only ones that run about equally fast,
 * and the elapsed time is checked after the answers have come.
 *
 * **Against it** (Martin Kleppmann): who is paused after that check goes on with a lease that has run out, as with any
 * lease, and here no fencing number stops it: five servers that know nothing of each other cannot number leases in one
 * order. And a server whose clock jumps, or that restarts without its data, forgets its vote and can give it again. So
 * where two at a time would do harm, the resource must check a fencing number, and then a {@link Lock} on one server
 * does; where it would only be work done twice, one server does as well, for less.
 *
 * What follows: use it when the lock must outlive the loss of a server, and twice the work is bearable. Set the
 * servers to keep every write on disk (`appendfsync always`), or keep a server that was restarted out for the longest
 * lease. Clients should fail fast (`maxRetriesPerRequest: 1`). Who waits tries again at random intervals: there is no
 * queue.
 *
 * Sources: "Distributed Locks with Redis", documentation of Redis; Martin Kleppmann, "How to do distributed locking"
 * (2016); Salvatore Sanfilippo, "Is Redlock safe?" (2016).
 *
 * @example
 * ```ts
 * import { Redlock } from 'redis-patterns/lock'
 *
 * const servers = [redis.duplicate({ db: 1 }), redis.duplicate({ db: 2 }), redis.duplicate({ db: 3 })] // of three machines
 * const lock = new Redlock(servers, { name: 'report', ttlMs: 10_000 })
 * await lock.using(() => 'done', { waitMs: 5_000 }) // -> 'done'
 * for (const server of servers) server.disconnect()
 * ```
 */
export class Redlock {
  /** The key on every server. */
  readonly key: string
  readonly #majority: Majority
  readonly #retryMs: number

  /**
   * Sends nothing. The clients stay the caller's: they are neither configured nor closed.
   *
   * @param servers Clients of an odd number of independent servers, 3 or more.
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(servers: readonly RedisLike[], options: RedlockOptions) {
    this.#majority = new Majority(servers, options)
    this.#retryMs = wholeNumber(options.retryMs ?? 100, 'retryMs', 1, LONGEST_MS)
    this.key = this.#majority.key
  }

  /**
   * Takes the lock if most servers give it; null when somebody else has it. One SET for each server, all at once, and
   * one more command for each when it was not given.
   *
   * @throws {PatternError} `NO_QUORUM` when too few servers answered; the `cause` has their errors.
   * @example
   * ```ts
   * const servers = [redis.duplicate({ db: 1 }), redis.duplicate({ db: 2 }), redis.duplicate({ db: 3 })]
   * const lock = new Redlock(servers, { name: 'report', ttlMs: 10_000 })
   * const lease = await lock.tryAcquire()
   * await lock.tryAcquire() // -> null
   * await lease?.release() // -> true
   * for (const server of servers) server.disconnect()
   * ```
   */
  tryAcquire(): Promise<Lease<undefined> | null> {
    return this.#take(performance.now())
  }

  /**
   * Takes the lock, or tries again until it gets it, also while too few servers answer. Per try as `tryAcquire`.
   *
   * @throws {PatternError} `LOCK_TIMEOUT` when it was not free for `waitMs`; the `cause` is the last failure, if any.
   * @throws the reason of `signal` when it aborts.
   * @throws {TypeError} unless `waitMs` is a whole number, 0 or more.
   * @example
   * ```ts
   * const servers = [redis.duplicate({ db: 1 }), redis.duplicate({ db: 2 }), redis.duplicate({ db: 3 })]
   * const lock = new Redlock(servers, { name: 'report', ttlMs: 10_000 })
   * const lease = await lock.acquire({ waitMs: 5_000 })
   * await lease.release() // -> true
   * for (const server of servers) server.disconnect()
   * ```
   */
  async acquire(options: AcquireOptions = {}): Promise<Lease<undefined>> {
    const { name, tell } = this.#majority
    if (options.waitMs !== undefined) wholeNumber(options.waitMs, 'waitMs', 0, LONGEST_MS)
    options.signal?.throwIfAborted()
    try {
      return await this.#takeAgain(options, performance.now())
    } catch (error) {
      tell({ type: 'gave-up', lock: name, error })
      throw error
    }
  }

  /**
   * Waits for the lock as `acquire`, does the work, and releases it; the result is that of the work. The lease is
   * extended every `ttlMs / 3` until the work is done. The work's signal aborts when the lease is lost, also when
   * too few servers answer and it runs out by this process's own clock; and when `options.signal` aborts. It should
   * then stop, for `using` waits for it. Per extension one EVALSHA for each server.
   *
   * @throws {LeaseLostError} when the lease was lost before the work was done, whatever came of it; what it threw is
   * the `cause`.
   * @throws what the work throws, and what `acquire` throws.
   * @example
   * ```ts
   * const servers = [redis.duplicate({ db: 1 }), redis.duplicate({ db: 2 }), redis.duplicate({ db: 3 })]
   * const lock = new Redlock(servers, { name: 'report', ttlMs: 10_000 })
   * await lock.using(() => 'done') // -> 'done'
   * for (const server of servers) server.disconnect()
   * ```
   */
  async using<Result>(work: Work<Lease<undefined>, Result>, options: AcquireOptions = {}): Promise<Result> {
    const lease = await this.acquire(options)
    return hold(this.#majority, lease, work, options.signal)
  }

  async #take(calledMs: number): Promise<Lease<undefined> | null> {
    const token = this.#majority.newToken()
    const untilMs = await this.#majority.take(token)
    if (untilMs === null) return null
    const { name, tell } = this.#majority
    tell({ type: 'acquired', lock: name, fencingToken: undefined, waitedMs: performance.now() - calledMs })
    return new Lease(this.#majority, token, undefined, untilMs)
  }

  async #takeAgain(
    { waitMs = Infinity, signal }: AcquireOptions,
    calledMs: number,
  ): Promise<Lease<undefined>> {
    const { name, tell } = this.#majority
    for (let tries = 0; ; tries++) {
      const outcome = await this.#take(calledMs).catch(noQuorum)
      if (outcome instanceof Lease) return outcome
      if (tries === 0) tell({ type: 'waiting', lock: name })
      if (outcome) tell({ type: 'trouble', lock: name, error: outcome })
      const leftMs = calledMs + waitMs - performance.now()
      if (leftMs <= 0) throw lockTimeout(name, waitMs, outcome)
      await sleep(Math.min(leftMs, this.#retryMs * (0.5 + Math.random())), signal)
    }
  }
}

/** Too few servers may answer today and enough a little later. */
function noQuorum(error: unknown): PatternError {
  if (error instanceof PatternError) return error
  throw error
}
