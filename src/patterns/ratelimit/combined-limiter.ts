import type { ScriptArg } from '../_kit/script.js'
import { combine, readDecisions, withoutRedis } from './decision.js'
import { Limiter, type Question } from './limiter.js'
import type { AnswerOptions } from './options.js'
import { type Reply, takeCombinedScript } from './script.js'
import type { CombinedDecision, LimitId } from './types.js'

/**
 * Several limits at once, of any algorithms: so many a second and so many a day. The cost is taken from all of them
 * or, when one of them denies it, from none. Still one command and one round trip; in Redis about the sum of their
 * costs, twice over.
 *
 * @example
 * ```ts
 * import { CombinedLimiter, FixedWindow, Gcra } from 'redis-patterns/ratelimit'
 *
 * const second = new Gcra(redis, { name: 'second', limit: 2, windowMs: 1000 })
 * const day = new FixedWindow(redis, { name: 'day', limit: 1000, windowMs: 86_400_000 })
 * const api = new CombinedLimiter([second, day])
 * await api.take('ada', { cost: 2 })
 * const decision = await api.take('ada', { cost: 2 })
 * decision.allowed // -> false
 * decision.decisions.map((each) => each.allowed) // -> [false, true]
 * ```
 */
export class CombinedLimiter extends Limiter<CombinedDecision> {
  readonly #settings: readonly ScriptArg[]

  /**
   * Sends nothing. The limiters can be used by themselves, too. Their own `onEvent` and `whenUnavailable` are for
   * that; what they are here is told by `options`.
   *
   * @throws {TypeError} when there is none, when two have the same key, or when they differ in client or clock.
   */
  constructor(limiters: readonly Limiter[], options: AnswerOptions = {}) {
    const countings = limiters.map(({ counting }) => counting)
    const [first] = countings
    if (first === undefined) throw new TypeError('limiters must hold at least one limiter')
    if (countings.some(({ redis, now }) => redis !== first.redis || now !== first.now)) {
      throw new TypeError('limiters must share a client and a clock: pass each the same `redis` and `now`')
    }
    const limits = countings.flatMap((each) => each.limits)
    if (new Set(limits.map((limit) => limit.key('id'))).size < limits.length) {
      throw new TypeError('limiters must have different keys: give each a name of its own')
    }
    super({ ...first, limits }, options)
    this.#settings = limits.flatMap(({ algorithm, settings: [limit, a, b = 0] }) => [algorithm, limit, a, b])
  }

  /** @internal */
  protected ask(id: LimitId, question: Question): Promise<Reply> {
    const { redis, limits } = this.counting
    const states = limits.map((limit) => limit.key(id))
    return takeCombinedScript.run(redis, { states }, { ...question, settings: this.#settings })
  }

  /** @internal */
  protected read(reply: Reply): CombinedDecision {
    return readDecisions(this.counting.limits, reply)
  }

  /** @internal */
  protected withoutRedis(allowed: boolean): CombinedDecision {
    return combine(this.counting.limits.map((limit) => withoutRedis(limit, allowed)))
  }
}
