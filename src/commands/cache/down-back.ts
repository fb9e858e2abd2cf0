import { type Cache, CacheUnavailableError } from '../../patterns/cache/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { app, safeCache } from './caches.js'
import type { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import { nameOf, type User } from './reads.js'

export const KEY = '42'
export const BEFORE: User = { name: 'Ada Byron' }
export const AFTER: User = { name: 'Ada Lovelace' }

/** The value changes while the connection is cut; then it is there again. */
export async function* backAgain(
  stage: CacheStage,
  origin: Origin<User>,
  cache: Cache<User>,
  restore: () => Promise<void>,
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `Meanwhile the database gets ${AFTER.name}. An invalidation that cannot reach Redis must not be lost in silence: it rejects. Keep it, and try again. Until then app-2, whose connection is well, is served the old value.`,
  }
  const other = safeCache<User>(stage, await app(stage, 2), { name: 'away' })
  origin.values.set(KEY, AFTER)
  const refusal = await cache.invalidate(KEY).then(
    () => undefined,
    (error: Error) => error,
  )
  const old = await other.get(KEY, origin.load)
  yield seenTable(nameOf(old), refusal)
  yield {
    type: 'verdict',
    id: 'down.invalidate',
    claim: 'an invalidation that does not come through says so',
    holds: refusal instanceof CacheUnavailableError && nameOf(old) === BEFORE.name,
    detail: refusal?.name ?? 'no error',
  }

  yield {
    type: 'note',
    text: 'The connection is there again. The invalidation is tried once more, and its reply tells the cache that Redis answers. Reads go to Redis as before.',
  }
  await restore()
  await cache.invalidate(KEY)
  const reads = [await cache.get(KEY, origin.load), await other.get(KEY, origin.load)]
  yield countersTable(cache)
  yield {
    type: 'verdict',
    id: 'down.back',
    claim: 'after the second try both servers read the new value',
    holds: reads.every((user) => nameOf(user) === AFTER.name),
    detail: reads.map((user, at) => `app-${at + 1}: ${nameOf(user)}`).join(', '),
  }
}

function seenTable(found: string, refusal: Error | undefined): TableEvent {
  return {
    type: 'table',
    id: 'meanwhile',
    title: `the database has ${AFTER.name}`,
    columns: [{ label: 'who' }, { label: 'does' }, { label: 'gets' }],
    rows: [
      ['app-1', 'invalidate', refusal?.name ?? { value: 'no error', mark: 'bad' }],
      ['app-2', 'get', { value: found, mark: found === AFTER.name ? 'good' : 'bad' }],
    ],
  }
}

/** What the cache of app-1 says of itself. */
function countersTable(cache: Cache<User>): TableEvent {
  const { miss, unavailable, originLoads } = cache.stats()
  return {
    type: 'table',
    id: 'counters',
    title: 'stats() of app-1',
    columns: [{ label: 'counter' }, { label: 'count', align: 'right' }, { label: 'what it counts' }],
    rows: [
      ['miss', miss, 'reads that loaded under a lease'],
      ['unavailable', unavailable, 'reads without Redis'],
      ['originLoads', originLoads, 'loads of the database'],
    ],
  }
}
