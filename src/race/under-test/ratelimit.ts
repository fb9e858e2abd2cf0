import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A rate limit, as `redis-patterns race ratelimit` runs it. */
export interface RateLimitUnderTest {
  /** Whether one request of this id may go on. When it may, it counts. */
  take(id: string): Promise<boolean>
}

export interface RateLimitRaceOptions extends RaceOptions {
  /** So many requests at most, in any window. */
  limit: number
  /** The length of the window, in ms. */
  windowMs: number
}

/** The default export of a file for `--impl`. */
export type MakeRateLimit = (redis: Redis, options: RateLimitRaceOptions) => RateLimitUnderTest
