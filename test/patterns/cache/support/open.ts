import { afterEach } from 'vitest'
import { Cache, type Cacheable, type CacheOptions } from '../../../../src/patterns/cache/index.js'
import type { RedisLike } from '../../../../src/patterns/_kit/redis-like.js'
import { freshName } from '../../support/servers.js'

/** Opens caches of a name that is their own unless one is given, and closes them after each test. */
export function cachesOf(redis: () => RedisLike) {
  const opened: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()))
  })
  return <Value extends Cacheable>(
    options: Partial<CacheOptions<Value>> = {},
    client = redis(),
  ): Cache<Value> => {
    const cache = new Cache<Value>(client, {
      name: freshName(),
      ttlMs: 60_000,
      commandTimeoutMs: 10_000, // The machine may be busy.
      ...options,
    })
    opened.push(cache)
    return cache
  }
}
