import type { RedisLike } from '../_kit/redis-like.js'
import { defineLimit, duration, units } from './limit.js'
import type { WindowOptions } from './options.js'
import { SingleLimiter } from './single-limiter.js'

/**
 * Every unit that was taken, with its time, in a sorted set: exact, and the dearest in memory.
 *
 * Promise: never more than `limit` in any window, wherever it begins. A window is half open: of two moments that are
 * exactly `windowMs` apart only one counts. Moments are those of the clock, in microseconds (the server's) or
 * milliseconds (yours).
 *
 * Memory: about 1.9 kB for an id at a limit of 100. Above `zset-max-listpack-entries` of the server (128) Redis
 * keeps a sorted set in another form, of about 100 bytes a unit: for high limits and high costs take one of the others.
 *
 * Source: the sorted-set log of many tutorials, with its steps in one script.
 *
 * @example
 * ```ts
 * import { SlidingWindowLog } from 'redis-patterns/ratelimit'
 *
 * const api = new SlidingWindowLog(redis, { name: 'api', limit: 100, windowMs: 60_000 })
 * const decision = await api.take('ada')
 * decision // -> { allowed: true, limit: 100, remaining: 99, retryAfterMs: 0, resetMs: 60000 }
 * ```
 */
export class SlidingWindowLog extends SingleLimiter {
  /**
   * Sends nothing.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: WindowOptions) {
    const limit = units(options.limit, 'limit')
    const windowMs = duration(options.windowMs, 'windowMs')
    super(redis, defineLimit(options, { limit, windowMs }, 'sliding-window-log', [limit, windowMs]), options)
  }
}
