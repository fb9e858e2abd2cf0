import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A cache in front of a database, as `redis-patterns race cache` runs it. */
export interface CacheUnderTest {
  /**
   * The value: from the cache, or else from `load`, which reads the database; then it is kept for the next one. Of
   * several that miss at the same time only one may load.
   */
  get(key: string, load: () => Promise<string>): Promise<string | null>
  /** Called after the database has changed: whoever reads from now on must not get what was there before. */
  invalidate(key: string): Promise<unknown>
  /** Called after the database has changed, instead of `invalidate`. `version` is larger with each change of it. */
  set(key: string, value: string, version: number): Promise<unknown>
}

export interface CacheRaceOptions extends RaceOptions {
  /** How long a value is kept. */
  ttlMs: number
}

/** The default export of a file for `--impl`. */
export type MakeCache = (redis: Redis, options: CacheRaceOptions) => CacheUnderTest
