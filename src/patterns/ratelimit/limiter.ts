import { oneOf, wholeNumber } from '../_kit/check.js'
import { type Now, timeArgument } from '../_kit/clock.js'
import { guarded, type Hook } from '../_kit/hook.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { ScriptArg } from '../_kit/script.js'
import type { Limit } from './limit.js'
import type { AnswerOptions, RateLimitEvent, WhenUnavailable } from './options.js'
import type { Reply } from './script.js'
import type { Decision, LimitId, Policy, RateLimiter, TakeOptions } from './types.js'

/** What a limiter counts with. */
export interface Counting {
  readonly redis: RedisLike
  readonly limits: readonly Limit[]
  readonly now: Now | undefined
}

/** The arguments that every script begins with. */
export interface Question {
  readonly now: ScriptArg
  readonly mode: 'take' | 'look'
  readonly cost: number
}

/**
 * What the limiters have in common. Make one of `FixedWindow`, `SlidingWindowCounter`, `SlidingWindowLog`,
 * `TokenBucket`, `Gcra` or `CombinedLimiter`.
 *
 * Any number of clients may ask at the same time. Who is denied writes nothing, so that hammering neither costs
 * memory nor keeps the limit from recovering. A limiter holds no connection of its own, and nothing to be closed.
 */
export abstract class Limiter<Result extends Decision = Decision> implements RateLimiter<Result> {
  readonly policies: readonly Policy[]
  /** @internal */
  readonly counting: Counting
  readonly #name: string
  readonly #tell: Hook<RateLimitEvent> | undefined
  readonly #whenUnavailable: WhenUnavailable

  /** @internal */
  protected constructor(counting: Counting, { onEvent, whenUnavailable = 'throw' }: AnswerOptions) {
    this.counting = counting
    this.policies = counting.limits.map(({ policy }) => policy)
    this.#name = this.policies.map(({ name }) => name).join('+')
    this.#tell = onEvent && guarded(onEvent)
    this.#whenUnavailable = oneOf(whenUnavailable, 'whenUnavailable', ['throw', 'allow', 'deny'])
  }

  /** @internal What Redis answers. Not async: what it throws itself is misuse. */
  protected abstract ask(id: LimitId, question: Question): Promise<Reply>

  /** @internal What that means. */
  protected abstract read(reply: Reply): Result

  /** @internal What to answer when Redis does not. */
  protected abstract withoutRedis(allowed: boolean): Result

  /**
   * Takes the cost if it fits, from every limit or from none. One EVALSHA, one round trip.
   *
   * @param id Whom the limit is for. An empty one is refused: everyone without an id would share one limit.
   * @throws {TypeError} when the id or the cost is not what it should be.
   * @throws the client's error when Redis gives no answer, unless `whenUnavailable` says what to answer.
   * @example
   * ```ts
   * const api = new SlidingWindowLog(redis, { name: 'api', limit: 3, windowMs: 60_000 })
   * const first = await api.take('ada', { cost: 2 })
   * first // -> { allowed: true, limit: 3, remaining: 1, retryAfterMs: 0, resetMs: 60000 }
   * const second = await api.take('ada', { cost: 2 })
   * second.allowed // -> false
   * second.retryAfterMs > 50_000 // -> true
   * ```
   */
  async take(id: LimitId, options?: TakeOptions): Promise<Result> {
    const cost = costOf(options)
    const asked = this.ask(id, { now: timeArgument(this.counting.now), mode: 'take', cost })
    let decision: Result
    try {
      decision = this.read(await asked)
    } catch (error) {
      return this.#unavailable(error, id, cost)
    }
    if (this.#tell !== undefined) {
      this.#tell({ type: decision.allowed ? 'allowed' : 'denied', name: this.#name, id, cost, decision })
    }
    return decision
  }

  /**
   * What a take of that cost would answer, with what remains now. Changes nothing. One EVALSHA, one round trip.
   *
   * @throws as `take`.
   * @example
   * ```ts
   * const api = new TokenBucket(redis, { name: 'api', capacity: 10, refill: 1, refillMs: 60_000 })
   * await api.take('ada')
   * const state = await api.peek('ada')
   * state.remaining // -> 9
   * state.allowed // -> true
   * ```
   */
  async peek(id: LimitId, options?: TakeOptions): Promise<Result> {
    const cost = costOf(options)
    const asked = this.ask(id, { now: timeArgument(this.counting.now), mode: 'look', cost })
    try {
      return this.read(await asked)
    } catch (error) {
      return this.#unavailable(error, id, cost)
    }
  }

  /**
   * Forgets what this id has taken. True when there was something to forget. One DEL, one round trip.
   *
   * @throws {TypeError} when the id is not what it should be.
   * @throws the client's error when Redis gives no answer.
   * @example
   * ```ts
   * const logins = new FixedWindow(redis, { name: 'logins', limit: 5, windowMs: 60_000 })
   * await logins.take('ada', { cost: 5 })
   * await logins.reset('ada') // -> true
   * await logins.reset('ada') // -> false
   * ```
   */
  async reset(id: LimitId): Promise<boolean> {
    const { redis, limits } = this.counting
    const states = limits.map((limit) => limit.key(id))
    return Number(await redis.del(states)) > 0
  }

  #unavailable(error: unknown, id: LimitId, cost: number): Result {
    this.#tell?.({ type: 'unavailable', name: this.#name, id, cost, error })
    if (this.#whenUnavailable === 'throw') throw error
    return this.withoutRedis(this.#whenUnavailable === 'allow')
  }
}

function costOf(options: TakeOptions | undefined): number {
  return wholeNumber(options?.cost ?? 1, 'the cost', 1)
}
