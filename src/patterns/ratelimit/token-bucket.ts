import type { RedisLike } from '../_kit/redis-like.js'
import { defineLimit, duration, units } from './limit.js'
import type { LimiterOptions } from './options.js'
import { SingleLimiter } from './single-limiter.js'
import { steadyRate } from './steady-rate.js'

/** A bucket and how it fills up. */
export interface TokenBucketOptions extends LimiterOptions {
  /** Tokens in a full bucket: the largest burst. */
  capacity: number
  /** Tokens that come back in `refillMs`, evenly: a part of the time brings a part of a token. */
  refill: number
  /** In milliseconds. */
  refillMs: number
}

/**
 * A bucket of tokens that fills up evenly: bursts up to `capacity`, and on average what comes back. One short string
 * for each id.
 *
 * Promise: in any stretch of time d, at most `capacity + d × refill / refillMs`. Tokens are counted in whole parts,
 * so that nothing drifts, however long it runs.
 *
 * Source: the token bucket of traffic shaping, as in RFC 2697.
 *
 * @example
 * ```ts
 * import { TokenBucket } from 'redis-patterns/ratelimit'
 *
 * const api = new TokenBucket(redis, { name: 'api', capacity: 20, refill: 5, refillMs: 60_000 })
 * const decision = await api.take('ada', { cost: 5 })
 * decision // -> { allowed: true, limit: 20, remaining: 15, retryAfterMs: 0, resetMs: 60000 }
 * ```
 */
export class TokenBucket extends SingleLimiter {
  /**
   * Sends nothing.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: TokenBucketOptions) {
    const capacity = units(options.capacity, 'capacity')
    const refill = units(options.refill, 'refill')
    const refillMs = duration(options.refillMs, 'refillMs')
    const { unit, rate } = steadyRate(refill, refillMs, capacity)
    const policy = { limit: capacity, windowMs: Math.ceil((capacity * refillMs) / refill) }
    super(redis, defineLimit(options, policy, 'token-bucket', [capacity, unit, rate]), options)
  }
}
