import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A rate limit, as `redis-patterns race ratelimit` runs it. */
export interface RateLimitUnderTest {
  /**
   * Whether a request of this caller may go on: true for at most `limit` of them in `windowMs`, wherever that begins. A
   * request counts at the time that `now()` tells when it is asked for; two that are exactly `windowMs` apart do not
   * count together.
   */
  take(id: string): Promise<boolean>
}

export interface RateLimitRaceOptions extends RaceOptions {
  limit: number
  windowMs: number
}

/** The default export of a file for `--impl`. */
export type MakeRateLimit = (redis: Redis, options: RateLimitRaceOptions) => RateLimitUnderTest
