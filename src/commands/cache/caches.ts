import type { Connection } from '../../engine/engine.js'
import { Cache, type Cacheable, type CacheOptions } from '../../patterns/cache/index.js'
import { NaiveCache } from '../../patterns/cache/naive.js'
import type { CacheStage } from './params.js'

/** A process that has caches. The connection that it listens with is not shown: it listens beside its reads. */
export function app(stage: CacheStage, number: number): Promise<Connection> {
  return stage.actor(`app-${number}`, { shown: 'own' })
}

/** The same wish on both sides: what to load from, and when it is fresh. */
export function naiveCache<Value>(stage: CacheStage, redis: Connection, name: string): NaiveCache<Value> {
  return new NaiveCache<Value>(redis, { prefix: stage.namespace, name, ttlMs: stage.params.ttl })
}

/** Without jitter, so that times on the screen are whole; on a machine that is slow, Redis is not away. */
export function safeCache<Value extends Cacheable>(
  stage: CacheStage,
  redis: Connection,
  options: { name: string; id: string } & Partial<CacheOptions<Value>>,
): Cache<Value> {
  const { id, ...rest } = options
  return stage.use(
    new Cache<Value>(redis, {
      prefix: stage.namespace,
      ttlMs: stage.params.ttl,
      jitter: 0,
      ids: () => id,
      now: stage.clock.now,
      commandTimeoutMs: 60_000,
      retryAfterMs: 600_000,
      ...rest,
    }),
  )
}

/** Where the safe cache of that name keeps an entry. */
export function entryKey(stage: CacheStage, name: string, key: string): string {
  return `${stage.namespace}${name}:{${key}}`
}
