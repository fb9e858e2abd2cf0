import { Cache, type CacheOptions } from '../../../../src/patterns/cache/index.js'
import { NaiveCache } from '../../../../src/patterns/cache/naive.js'
import type { RedisLike } from '../../../../src/patterns/_kit/redis-like.js'

/** What both caches can do, so that one test can be run on either. */
export interface Subject {
  get(key: string, load: () => Promise<number | null>): Promise<number | null>
  set(key: string, value: number, version: number): Promise<unknown>
  invalidate(key: string): Promise<unknown>
  /** Every entry: by a glob, or by the tag that tagged loads have. */
  invalidateAll(): Promise<unknown>
  /** The key in Redis. */
  keyOf(key: string): string
  close(): Promise<void>
}

/** Whether loads have a tag, and options that only the safe cache has. */
interface SubjectOptions extends Partial<CacheOptions<number>> {
  tagged?: boolean
}

export type Open = (redis: RedisLike, name: string, options?: SubjectOptions) => Subject

export const TTL_MS = 60_000

export const naive: Open = (redis, name) => {
  const cache = new NaiveCache<number>(redis, { name, ttlMs: TTL_MS })
  return {
    get: (key, load) => cache.get(key, load),
    set: (key, value) => cache.set(key, value),
    invalidate: (key) => cache.invalidate(key),
    invalidateAll: () => cache.invalidateMatching('*'),
    keyOf: (key) => cache.key(key),
    close: async () => {},
  }
}

export const safe: Open = (redis, name, { tagged = false, ...options } = {}) => {
  const cache = new Cache<number>(redis, { name, ttlMs: TTL_MS, ...options })
  const tags = tagged ? ['all'] : []
  return {
    get: (key, load) => cache.get(key, load, { tags }),
    set: (key, value, version) => cache.set(key, value, { version, tags }),
    invalidate: (key) => cache.invalidate(key),
    invalidateAll: () => cache.invalidateTag('all'),
    keyOf: (key) => `${name}:{${key}}`,
    close: () => cache.close(),
  }
}
