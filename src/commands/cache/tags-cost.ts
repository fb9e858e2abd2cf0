import type { Cache } from '../../patterns/cache/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { safeCache, unseen } from './caches.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const ENTRIES = 60
const TEAM = 6

/** What it takes to find a small group among other entries. */
export async function* tagsCost(stage: CacheStage, tag: string): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `${ENTRIES} entries, ${TEAM} of them with the tag. (The commands are not shown.) KEYS would look at all ${ENTRIES}, and at everything else that the server holds. The tag names the ${TEAM}. And an entry has one name only, but as many tags as it likes.`,
  }
  const cache = safeCache<User>(stage, await unseen(stage, 1), { name: 'many' })
  await Promise.all(keys().map((key, at) => cache.set(key, { name: key }, { tags: at < TEAM ? [tag] : [] })))
  const removed = await cache.invalidateTag(tag)
  const left = await stillThere(cache)
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

function keys(): string[] {
  return Array.from({ length: ENTRIES }, (_, at) => `user-${at + 1}`)
}

function costTable(removed: number, left: number): TableEvent {
  const all = removed + left
  return {
    type: 'table',
    id: 'cost',
    title: `to find ${removed} of ${all} entries`,
    columns: [{ label: '' }, { label: 'KEYS', align: 'right' }, { label: 'a tag', align: 'right' }],
    rows: [
      ['keys looked at', { value: all, mark: 'bad' }, { value: removed, mark: 'good' }],
      ['removed', removed, removed],
    ],
  }
}
