import type { Now } from '../_kit/clock.js'
import type { Hook } from '../_kit/hook.js'
import type { Decision, LimitId } from './types.js'

/** What to answer when Redis does not. */
export type WhenUnavailable = 'throw' | 'allow' | 'deny'

/** What happened to a take, for metrics and logs. */
export type RateLimitEvent = {
  /** The limiter's; of several limits, their names joined by `+`. */
  readonly name: string
  readonly id: LimitId
  readonly cost: number
} & (
  | { readonly type: 'allowed' | 'denied'; readonly decision: Decision }
  /** Redis gave no answer. */
  | { readonly type: 'unavailable'; readonly error: unknown }
)

/** How a limiter behaves, whatever it counts. */
export interface AnswerOptions {
  /** Told of every take. */
  onEvent?: Hook<RateLimitEvent>
  /**
   * Default: `'throw'`, the client's error. `'allow'` and `'deny'` answer so, with `unavailable: true`; a denial asks
   * to come back in a second.
   */
  whenUnavailable?: WhenUnavailable
}

/** What every limit has. Everyone who uses a limit must give the same options. */
export interface LimiterOptions extends AnswerOptions {
  /** Of the limit: `'api'`. Text without braces. The key is `${prefix}{${id}}:${name}`. */
  name: string
  /** Put before the id: `'app:'`. Text without braces. */
  prefix?: string
  /** The clock, in milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
}

/** A limit on what is taken in a window of time. */
export interface WindowOptions extends LimiterOptions {
  /** Units in a window, 1 or more. */
  limit: number
  /** The length of the window, in milliseconds. */
  windowMs: number
}
