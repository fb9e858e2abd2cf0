import type { Now } from '../_kit/clock.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { readDecision, withoutRedis } from './decision.js'
import type { Limit } from './limit.js'
import { Limiter, type Question } from './limiter.js'
import type { AnswerOptions } from './options.js'
import { type Reply, type TakeScript, takeScripts } from './script.js'
import type { Decision, LimitId, Policy } from './types.js'

/** A limiter of one limit. */
export abstract class SingleLimiter extends Limiter {
  /** The only one of `policies`. */
  readonly policy: Policy
  readonly #limit: Limit
  readonly #script: TakeScript

  /** @internal */
  protected constructor(redis: RedisLike, limit: Limit, options: AnswerOptions & { now?: Now }) {
    super({ redis, limits: [limit], now: options.now }, options)
    this.policy = limit.policy
    this.#limit = limit
    this.#script = takeScripts[limit.algorithm]
  }

  /**
   * The key that holds what this id has taken.
   *
   * @throws {TypeError} when the id is not what it should be.
   * @example
   * ```ts
   * const api = new FixedWindow(redis, { name: 'api', prefix: 'app:', limit: 5, windowMs: 60_000 })
   * api.key('ada') // -> 'app:{ada}:api'
   * ```
   */
  key(id: LimitId): string {
    return this.#limit.key(id)
  }

  /** @internal */
  protected ask(id: LimitId, { now, mode, cost }: Question): Promise<Reply> {
    const { key, settings } = this.#limit
    return this.#script.run(this.counting.redis, { state: key(id) }, { now, mode, cost, settings })
  }

  /** @internal */
  protected read(reply: Reply): Decision {
    return readDecision(this.#limit, reply)
  }

  /** @internal */
  protected withoutRedis(allowed: boolean): Decision {
    return withoutRedis(this.#limit, allowed)
  }
}
