import type { RedisLike } from '../_kit/redis-like.js'
import { defineLimit, duration, exactProduct, units } from './limit.js'
import type { WindowOptions } from './options.js'
import { SingleLimiter } from './single-limiter.js'

/**
 * Two counters, of this window and of the one before, which counts for the part of it that a sliding window still
 * covers: an approximation of the log in one short string for each id, whatever the limit.
 *
 * Promise: in any stretch of time d up to a window, at most `limit × (1 + d / windowMs)`. So there is no burst around
 * a border, but a window that begins anywhere can hold more than the limit: the counter takes what was in the window
 * before as spread evenly.
 *
 * Source: the approximation that Cloudflare described in "How we built rate limiting capable of scaling to millions
 * of domains", 2017.
 *
 * @example
 * ```ts
 * import { SlidingWindowCounter } from 'redis-patterns/ratelimit'
 *
 * const api = new SlidingWindowCounter(redis, { name: 'api', limit: 1000, windowMs: 60_000 })
 * const decision = await api.take('ada')
 * decision.remaining // -> 999
 * ```
 */
export class SlidingWindowCounter extends SingleLimiter {
  /**
   * Sends nothing.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: WindowOptions) {
    const limit = units(options.limit, 'limit')
    const windowMs = duration(options.windowMs, 'windowMs')
    exactProduct(limit, windowMs, 'lower the limit or the window')
    super(
      redis,
      defineLimit(options, { limit, windowMs }, 'sliding-window-counter', [limit, windowMs]),
      options,
    )
  }
}
