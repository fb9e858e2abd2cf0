import { type Cache, CacheUnavailableError } from '../../patterns/cache/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { attempt, attemptsTable } from './attempts.js'
import { app, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import { nameOf, type User } from './reads.js'

const KEY = '42'
const READS = 5
const BEFORE: User = { name: 'Ada Byron' }
const AFTER: User = { name: 'Ada Lovelace' }

/** The connection of one server to Redis is cut while the value changes. */
export async function* redisAway(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const redis = await app(stage, 1)
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const naive = naiveCache<User>(stage, redis, 'naive-away')
  const safe = safeCache<User>(stage, redis, { name: 'away', id: 'app1' })
  const load = () => origin.load({ key: KEY })
  origin.values.set(KEY, BEFORE)
  yield {
    type: 'note',
    text: `${BEFORE.name} is cached; then the connection of app-1 to Redis is cut. The naive version hands Redis's error to each reader, though the database is well. The safe one notices once, leaves Redis alone, and asks the database.`,
  }
  await naive.get(KEY, load)
  await safe.get(KEY, origin.load)
  const restore = await stage.cut('app-1')
  const failed = { attempts: await attempt(READS, () => naive.get(KEY, load)), loads: 0 }
  const served = {
    attempts: await attempt(READS, () => safe.get(KEY, origin.load)),
    loads: safe.stats().unavailable,
  }
  yield attemptsTable('redis', 'Redis is away', { naive: failed, safe: served })
  yield {
    type: 'verdict',
    id: 'down.redis.naive',
    claim: 'the naive version fails, though the database is well',
    holds: failed.attempts.errors.length === READS,
    detail: `${failed.attempts.errors.length} of ${READS}: ${failed.attempts.errors[0] ?? 'no error'}`,
  }
  yield {
    type: 'verdict',
    id: 'down.redis.safe',
    claim: 'the safe version answers from the database',
    holds: served.attempts.answers.length === READS && served.loads === READS,
    detail: `${served.attempts.answers.length} answers, ${served.loads} loads`,
  }
  yield* backAgain(stage, origin, safe, restore)
}

async function* backAgain(
  stage: CacheStage,
  origin: Origin<User>,
  cache: Cache<User>,
  restore: () => Promise<void>,
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `Meanwhile the database gets ${AFTER.name}. An invalidation that cannot reach Redis must not be lost: it rejects. Keep it and try again. Until then app-2, whose connection is well, is served the old value.`,
  }
  const elsewhere = safeCache<User>(stage, await app(stage, 2), { name: 'away', id: 'app2' })
  origin.values.set(KEY, AFTER)
  const refusal = await cache.invalidate(KEY).then(
    () => undefined,
    (error: unknown) => error,
  )
  const old = await elsewhere.get(KEY, origin.load)
  yield {
    type: 'verdict',
    id: 'down.invalidate',
    claim: 'an invalidation that does not come through says so',
    holds: refusal instanceof CacheUnavailableError && nameOf(old) === BEFORE.name,
    detail: `${refusal instanceof Error ? refusal.name : 'no error'}; app-2 reads ${nameOf(old)}`,
  }

  yield {
    type: 'note',
    text: 'The connection is back. The invalidation is tried again, and its reply tells the cache that Redis answers. Reads go to Redis as before.',
  }
  await restore()
  await cache.invalidate(KEY)
  const reads = [
    { who: 'app-1', user: await cache.get(KEY, origin.load) },
    { who: 'app-2', user: await elsewhere.get(KEY, origin.load) },
  ]
  yield countersTable(cache)
  yield {
    type: 'verdict',
    id: 'down.back',
    claim: 'after the second try both read the new value through Redis',
    holds: reads.every(({ user }) => nameOf(user) === AFTER.name) && cache.stats().unavailable === READS,
    detail: reads.map(({ who, user }) => `${who}: ${nameOf(user)}`).join(', '),
  }
}

/** What the cache says of itself. */
function countersTable(cache: Cache<User>): TableEvent {
  const { hit, miss, unavailable, originLoads } = cache.stats()
  return {
    type: 'table',
    id: 'counters',
    title: 'stats() of app-1',
    columns: [{ label: 'counter' }, { label: 'count', align: 'right' }],
    rows: [
      ['miss: loaded, and stored', miss],
      ['hit: from Redis', hit],
      ['unavailable: from the database', unavailable],
      ['loads of the database', originLoads],
    ],
  }
}
