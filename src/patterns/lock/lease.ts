import { wholeNumber } from '../_kit/check.js'
import type { Hook } from '../_kit/hook.js'
import { untilAborted } from '../_kit/wait.js'
import { LeaseLostError } from './lease-lost-error.js'
import type { LockEvent } from './events.js'
import type { FencingToken, LockToken } from './types.js'

/** The longest that a timer of Node.js can run: 24 days. */
export const LONGEST_MS = 2_147_483_647

/** What a lease asks of its lock. */
export interface LeaseOwner {
  readonly name: string
  readonly ttlMs: number
  readonly tell: Hook<LockEvent>
  /** Until when it is surely held, by `performance.now()`; null: it is not held any more. */
  extend(token: LockToken, ttlMs: number): Promise<number | null>
  release(token: LockToken): Promise<'lost' | 'free' | 'handed over'>
}

/**
 * A lock that is held, for a time. It ends with `release`, or by itself: nothing extends it but `extend` (and
 * `using`, which calls that). With `await using` it is released at the end of the block.
 *
 * @example
 * ```ts
 * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
 * const lease = await lock.acquire({ waitMs: 5_000 })
 * lease.signal.aborted // -> false
 * lease.remainingMs > 9_000 // -> true
 * await lease.release() // -> true
 * ```
 */
export class Lease<Fence extends FencingToken | undefined = FencingToken> implements AsyncDisposable {
  readonly token: LockToken
  /** Send it along to the resource, which must refuse smaller ones. See {@link FencingToken}. */
  readonly fencingToken: Fence
  readonly #owner: LeaseOwner
  #untilMs: number
  #released = false
  #lost: LeaseLostError | undefined
  #abort: AbortController | undefined
  #timer: NodeJS.Timeout | undefined

  /** @internal */
  constructor(owner: LeaseOwner, token: LockToken, fencingToken: Fence, untilMs: number) {
    this.#owner = owner
    this.token = token
    this.fencingToken = fencingToken
    this.#untilMs = untilMs
  }

  /**
   * Aborts when the lease is lost, with a {@link LeaseLostError} as its reason: when Redis says so, or when the time
   * is over by this process's own clock, whether Redis can be reached or not. Releasing does not abort it.
   */
  get signal(): AbortSignal {
    this.#abort ??= this.#watched()
    return this.#abort.signal
  }

  /** For how many ms the lease surely still runs, by this process's own clock; 0 when it is released or lost. */
  get remainingMs(): number {
    if (this.#released || this.#lost) return 0
    return Math.max(0, this.#untilMs - performance.now())
  }

  /** Why it was lost, if it was. */
  get lost(): LeaseLostError | undefined {
    return this.#lost
  }

  /**
   * Lets the lease run for so long from now on; false when it was not ours any more, and then the signal aborts.
   * One EVALSHA.
   *
   * @param ttlMs Default: the lock's.
   * @throws {TypeError} unless `ttlMs` is a whole number, 1 or more.
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 1_000 })
   * const lease = await lock.acquire()
   * await lease.extend(60_000) // -> true
   * await redis.del(lock.key)
   * await lease.extend() // -> false
   * ```
   */
  async extend(ttlMs: number = this.#owner.ttlMs): Promise<boolean> {
    wholeNumber(ttlMs, 'ttlMs', 1, LONGEST_MS)
    if (this.#released || this.#lost) return false
    const untilMs = await this.#owner.extend(this.token, ttlMs)
    if (this.#released || this.#lost) return false
    if (untilMs === null) {
      this.#lose('it was not ours any more when it was to be extended')
      return false
    }
    this.#untilMs = untilMs
    if (this.#abort) this.#watch()
    this.#owner.tell({ type: 'extended', lock: this.#owner.name, fencingToken: this.fencingToken })
    return true
  }

  /**
   * Gives the lock back, to the first waiter if there is one; false when it was not ours any more, and then nothing
   * was changed. One EVALSHA; nothing when it was released before. When the connection breaks in between and the
   * client sends the command again, the second answer, false, is the one that counts.
   *
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
   * const lease = await lock.acquire()
   * await lease.release() // -> true
   * await lease.release() // -> false
   * ```
   */
  async release(): Promise<boolean> {
    if (this.#released) return false
    this.#released = true
    try {
      return this.#ended(await this.#owner.release(this.token))
    } catch (error) {
      this.#released = false
      throw error
    }
  }

  /** Releases it. When Redis does not answer before the lease runs out, it is left to that, and `onEvent` is told. */
  async [Symbol.asyncDispose](): Promise<void> {
    const over = AbortSignal.timeout(Math.ceil(this.remainingMs))
    try {
      await untilAborted(this.release(), over)
    } catch (error) {
      this.#owner.tell({ type: 'trouble', lock: this.#owner.name, error })
    }
  }

  #ended(outcome: 'lost' | 'free' | 'handed over'): boolean {
    clearTimeout(this.#timer)
    if (outcome === 'lost') {
      this.#lose('it was not ours any more when it was to be released')
      return false
    }
    const { name: lock, tell } = this.#owner
    tell({
      type: 'released',
      lock,
      fencingToken: this.fencingToken,
      handedOver: outcome === 'handed over',
    })
    return true
  }

  #watched(): AbortController {
    const abort = new AbortController()
    if (this.#lost) abort.abort(this.#lost)
    else if (!this.#released) this.#watch()
    return abort
  }

  #watch(): void {
    clearTimeout(this.#timer)
    const runOut = () => {
      if (!this.#released) this.#lose('it ran out')
    }
    this.#timer = setTimeout(runOut, this.#untilMs - performance.now()).unref()
  }

  #lose(why: string): void {
    if (this.#lost) return
    clearTimeout(this.#timer)
    this.#lost = new LeaseLostError(this.#owner.name, why)
    this.#owner.tell({
      type: 'lost',
      lock: this.#owner.name,
      fencingToken: this.fencingToken,
      error: this.#lost,
    })
    this.#abort?.abort(this.#lost)
  }
}
