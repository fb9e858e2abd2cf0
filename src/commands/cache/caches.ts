import type { Connection } from '../../engine/engine.js'
import { Cache, type Cacheable, type CacheOptions } from '../../patterns/cache/index.js'
import { NaiveCache } from '../../patterns/cache/naive.js'
import type { Reply } from '../../scenario/event.js'
import type { CacheStage } from './params.js'

/** A process that has caches. */
export interface Server {
  name: string
  redis: Connection
}

/** How a server comes to be: seen by the audience or not. */
export type Open = (stage: CacheStage, number: number) => Promise<Server>

/** What it listens with is not shown: it listens beside its reads, and at no moment that is always the same. */
export const app: Open = async (stage, number) => {
  const name = `app-${number}`
  stage.recordReplies('acquire.lua', inWholeSeconds)
  return { name, redis: await stage.actor(name, { showsCopies: false }) }
}

/** For the same thing over and over: nobody would read its commands. */
export const unseen: Open = async (stage, number) => {
  const name = `unseen-${number}`
  return { name, redis: await stage.actor(name, { shown: 0, showsCopies: false }) }
}

/** How long a lease or a value still lives, by the server's own clock: the milliseconds differ in every run. */
function inWholeSeconds(reply: Reply): Reply {
  if (!Array.isArray(reply)) return reply
  return reply.map((part) => (typeof part === 'number' ? Math.ceil(part / 1000) * 1000 : part))
}

export function naiveCache<Value>(
  stage: CacheStage,
  { redis }: Server,
  name: string,
  ttlMs = stage.params.ttl,
): NaiveCache<Value> {
  return new NaiveCache<Value>(redis, { prefix: stage.namespace, name, ttlMs })
}

/** Without jitter, so that times on the screen are whole. A machine that is slow does not make Redis count as away. */
export function safeCache<Value extends Cacheable>(
  stage: CacheStage,
  server: Server,
  options: { name: string } & Partial<CacheOptions<Value>>,
): Cache<Value> {
  return stage.use(
    new Cache<Value>(server.redis, {
      prefix: stage.namespace,
      ttlMs: stage.params.ttl,
      jitter: 0,
      ids: () => server.name,
      now: stage.clock.now,
      commandTimeoutMs: 60_000,
      retryAfterMs: 600_000,
      ...options,
    }),
  )
}

/** Where the safe cache of that name keeps an entry. */
export function entryKey(stage: CacheStage, name: string, key: string): string {
  return `${stage.namespace}${name}:{${key}}`
}
