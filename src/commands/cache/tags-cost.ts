import type { Event, TableEvent } from '../../scenario/event.js'
import { naiveCache, safeCache, type Server, unseen } from './caches.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const ENTRIES = 60
const TEAM = 6

/** What it takes to find a small group among other entries. */
export async function* tagsCost(stage: CacheStage, tag: string): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `${ENTRIES} entries, ${TEAM} of them of the team. (The commands are not shown.) KEYS looks at all ${ENTRIES}, and at everything else that the server holds. The tag names the ${TEAM}. And an entry has one name only, but as many tags as it likes.`,
  }
  const server = await unseen(stage, 1)
  // On a cluster KEYS asks one node, by chance the one that has them or another.
  const naive = server.redis.isCluster ? null : await removedByName(stage, server)
  const safe = await removedByTag(stage, server, tag)
  yield costTable(naive, safe.removed)
  yield {
    type: 'verdict',
    id: 'tags.cost',
    claim: 'exactly the entries with the tag are gone',
    holds: safe.removed === TEAM && safe.left === ENTRIES - TEAM,
    detail: `${safe.removed} removed, ${safe.left} left`,
  }
}

/** How many entries are gone. */
async function removedByName(stage: CacheStage, server: Server): Promise<number> {
  const cache = naiveCache<User>(stage, server, 'naive-many')
  const keys = names((at) => (at < TEAM ? `team-7:user-${at}` : `user-${at}`))
  await Promise.all(keys.map((key) => cache.set(key, { name: key })))
  await cache.invalidateMatching('team-7:*')
  const found = await Promise.all(keys.map((key) => cache.get(key, async () => null)))
  return found.filter((user) => user === null).length
}

async function removedByTag(
  stage: CacheStage,
  server: Server,
  tag: string,
): Promise<{ removed: number; left: number }> {
  const cache = safeCache<User>(stage, server, { name: 'many' })
  const keys = names((at) => `user-${at}`)
  await Promise.all(keys.map((key, at) => cache.set(key, { name: key }, { tags: at < TEAM ? [tag] : [] })))
  const removed = await cache.invalidateTag(tag)
  const found = await Promise.all(keys.map((key) => cache.peek(key)))
  return { removed, left: found.filter((user) => user !== undefined).length }
}

function names(nameOf: (at: number) => string): string[] {
  return Array.from({ length: ENTRIES }, (_, at) => nameOf(at))
}

function costTable(naive: number | null, safe: number): TableEvent {
  return {
    type: 'table',
    id: 'cost',
    title: `to find ${TEAM} of ${ENTRIES} entries`,
    columns: [{ label: '' }, { label: 'KEYS', align: 'right' }, { label: 'a tag', align: 'right' }],
    rows: [
      ['keys looked at', { value: ENTRIES, mark: 'bad' }, { value: safe, mark: 'good' }],
      ['removed', naive, safe],
    ],
  }
}
