import type { RedisLike } from '../_kit/redis-like.js'
import { defineLimit, units, duration } from './limit.js'
import type { WindowOptions } from './options.js'
import { SingleLimiter } from './single-limiter.js'
import { steadyRate } from './steady-rate.js'

/** A steady rate, and how far one may run ahead of it. */
export interface GcraOptions extends WindowOptions {
  /** As much as can be taken at once. Default: `limit`. With 1, requests are evenly apart. */
  burst?: number
}

/**
 * The generic cell rate algorithm: a steady rate of `limit` in `windowMs`, and bursts up to `burst`. It keeps one
 * moment for each id, the one at which all is back.
 *
 * Promise: in any stretch of time d, at most `burst + d × limit / windowMs`. It is a token bucket seen from the other
 * side. Times are counted in whole parts, so that nothing drifts, however long it runs.
 *
 * Source: ITU-T I.371, as for requests in Brandur Leach's "Rate limiting, cells, and GCRA", 2015.
 *
 * @example
 * ```ts
 * import { Gcra } from 'redis-patterns/ratelimit'
 *
 * const api = new Gcra(redis, { name: 'api', limit: 60, windowMs: 60_000, burst: 1 })
 * const decision = await api.take('ada')
 * decision // -> { allowed: true, limit: 1, remaining: 0, retryAfterMs: 0, resetMs: 1000 }
 * const next = await api.take('ada')
 * next.allowed // -> false
 * ```
 */
export class Gcra extends SingleLimiter {
  /**
   * Sends nothing.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: GcraOptions) {
    const limit = units(options.limit, 'limit')
    const windowMs = duration(options.windowMs, 'windowMs')
    const burst = units(options.burst ?? limit, 'burst')
    const { unit, rate } = steadyRate(limit, windowMs, burst)
    const policy = { limit: burst, windowMs: Math.ceil((burst * windowMs) / limit) }
    super(redis, defineLimit(options, policy, 'gcra', [burst, unit, rate]), options)
  }
}
