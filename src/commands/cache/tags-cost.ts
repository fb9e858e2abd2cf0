import type { Cache } from '../../patterns/cache/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { app, safeCache } from './caches.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const ENTRIES = 200
const TEAM = 10

/** What it takes to find a small group among many entries. */
export async function* tagsCost(stage: CacheStage, tag: string): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `${ENTRIES} entries, ${TEAM} of them with the tag. KEYS would look at all ${ENTRIES}, and at everything else that the server holds. The tag names the ${TEAM}. An entry has one name, but as many tags as it likes.`,
  }
  const cache = safeCache<User>(stage, await app(stage, 1), { name: 'many', id: 'app1' })
  // Not shown: it only fills the cache, and counts.
  const helper = await stage.actor('warm-up', { shown: 'nothing' })
  const crew = safeCache<User>(stage, helper, { name: 'many', id: 'warm' })
  for (const [at, key] of keys().entries())
    await crew.set(key, { name: key }, { tags: at < TEAM ? [tag] : [] })
  const removed = await cache.invalidateTag(tag)
  const left = await stillThere(crew)
  yield costTable(removed, left)
  yield {
    type: 'verdict',
    id: 'tags.cost',
    claim: 'exactly the entries with the tag are gone',
    holds: removed === TEAM && left === ENTRIES - TEAM,
    detail: `${removed} removed, ${left} left`,
  }
}

async function stillThere(cache: Cache<User>): Promise<number> {
  const found = await Promise.all(keys().map((key) => cache.peek(key)))
  return found.filter((user) => user !== undefined).length
}

/** In an order that is the same for Redis, which sorts them as text. */
function keys(): string[] {
  return Array.from({ length: ENTRIES }, (_, at) => `user-${String(at + 1).padStart(3, '0')}`)
}

function costTable(removed: number, left: number): TableEvent {
  return {
    type: 'table',
    id: 'cost',
    title: 'to find a group',
    columns: [{ label: '' }, { label: 'KEYS', align: 'right' }, { label: 'a tag', align: 'right' }],
    rows: [
      ['entries in the cache', removed + left, removed + left],
      ['looked at', { value: removed + left, mark: 'bad' }, { value: removed, mark: 'good' }],
      ['removed', removed, removed],
    ],
  }
}
