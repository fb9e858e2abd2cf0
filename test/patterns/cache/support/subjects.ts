import { Cache } from '../../../../src/patterns/cache/index.js'
import { NaiveCache } from '../../../../src/patterns/cache/naive.js'
import type { RedisLike } from '../../../../src/patterns/_kit/redis-like.js'

/** What both caches can do, so that one test can be run on either. */
export interface Subject {
  get(key: string, load: () => Promise<number | null>): Promise<number | null>
  set(key: string, value: number, version: number): Promise<unknown>
  invalidate(key: string): Promise<unknown>
  /** The key in Redis. */
  keyOf(key: string): string
  close(): Promise<void>
}

export type Open = (redis: RedisLike, name: string, options?: { leaseMs?: number }) => Subject

export const TTL_MS = 60_000

export const naive: Open = (redis, name) => {
  const cache = new NaiveCache<number>(redis, { name, ttlMs: TTL_MS })
  return {
    get: (key, load) => cache.get(key, load),
    set: (key, value) => cache.set(key, value),
    invalidate: (key) => cache.invalidate(key),
    keyOf: (key) => cache.key(key),
    close: async () => {},
  }
}

export const safe: Open = (redis, name, options) => {
  const cache = new Cache<number>(redis, { name, ttlMs: TTL_MS, ...options })
  return {
    get: (key, load) => cache.get(key, load),
    set: (key, value, version) => cache.set(key, value, { version }),
    invalidate: (key) => cache.invalidate(key),
    keyOf: (key) => `${name}:{${key}}`,
    close: () => cache.close(),
  }
}
