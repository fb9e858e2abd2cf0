import type { RedisLike } from '../_kit/redis-like.js'
import { defineLimit, duration, units } from './limit.js'
import type { WindowOptions } from './options.js'
import { SingleLimiter } from './single-limiter.js'

/**
 * At most `limit` in each window of the clock: windows begin at multiples of `windowMs` since 1970, so that a day is
 * a day in UTC. The cheapest to understand, one short string for each id.
 *
 * Promise: at most `limit` in each such window. Around the border of two, twice the limit can pass in a moment:
 * where that hurts, take one of the others.
 *
 * Source: the counter that the documentation of Redis shows for INCR, in one step.
 *
 * @example
 * ```ts
 * import { FixedWindow } from 'redis-patterns/ratelimit'
 *
 * const daily = new FixedWindow(redis, { name: 'daily', limit: 1000, windowMs: 86_400_000 })
 * const decision = await daily.take('ada')
 * decision.remaining // -> 999
 * ```
 */
export class FixedWindow extends SingleLimiter {
  /**
   * Sends nothing.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: WindowOptions) {
    const limit = units(options.limit, 'limit')
    const windowMs = duration(options.windowMs, 'windowMs')
    super(redis, defineLimit(options, { limit, windowMs }, 'fixed-window', [limit, windowMs]), options)
  }
}
