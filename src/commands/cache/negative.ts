import type { Cache } from '../../patterns/cache/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { app, entryKey, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf, type User } from './reads.js'

const KEY = '404'
const READS = 5
const LONGEST_MS = 30_000

export const negative: CacheScenario = {
  name: 'negative',
  title: 'Nothing is an answer, too',
  summary: 'Somebody asks again and again for a user that does not exist.',
  uses: ['ttl', 'loadTime'],
  next: [{ command: 'redis-patterns cache tags', why: 'how to invalidate a whole group' }],
  run: playNegative,
}

async function* playNegative(stage: CacheStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `${READS} reads of user ${KEY}, whom nobody has created. The naive version has no way to store "nothing", so it asks the database each time: a crawler with made-up ids goes right through the cache.`,
  }
  const naive = await naiveLoads(stage)
  yield loadsTable('naive', { naive })
  yield {
    type: 'verdict',
    id: 'negative.naive',
    claim: 'the naive version loads nothing again and again',
    holds: naive === READS,
    detail: `${READS} reads, ${counted(naive, 'load')}`,
  }

  const ttl = formatDuration(Math.min(stage.params.ttl, LONGEST_MS))
  yield {
    type: 'note',
    text: `The library stores that there is nothing, as one byte, with a TTL of its own: ${ttl} here, so that a user who is created without a word is not overlooked for long.`,
  }
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const cache = safeCache<User>(stage, await app(stage, 1), { name: 'negative' })
  for (let count = 0; count < READS; count++) await cache.get(KEY, origin.load)
  const safe = origin.loads
  yield loadsTable('negative', { naive, safe })
  yield await stage.state('the key', [entryKey(stage, 'negative', KEY)])
  yield {
    type: 'verdict',
    id: 'negative.safe',
    claim: 'the safe version remembers that there is nothing',
    holds: safe === 1,
    detail: `${READS} reads, ${counted(safe, 'load')}`,
  }
  yield* created(origin, cache)
}

async function* created(origin: Origin<User>, cache: Cache<User>): AsyncGenerator<Event, void, void> {
  const get = () => cache.get(KEY, origin.load)
  yield {
    type: 'note',
    text: `User ${KEY} is created. An insert is a change like any other: until somebody invalidates, the cache says that there is nobody.`,
  }
  origin.values.set(KEY, { name: 'Grace' })
  const untold = await get()
  await cache.invalidate(KEY)
  const told = await get()
  yield createdTable(untold, told)
  yield {
    type: 'verdict',
    id: 'negative.created',
    claim: 'after an invalidation the new user is found',
    holds: untold === null && told !== null,
    detail: `${nameOf(untold)} before, ${nameOf(told)} after`,
  }
}

async function naiveLoads(stage: CacheStage): Promise<number> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const cache = naiveCache<User>(stage, await app(stage, 1), 'naive-negative')
  for (let count = 0; count < READS; count++) await cache.get(KEY, () => origin.load({ key: KEY }))
  return origin.loads
}

function loadsTable(id: string, found: Record<string, number>): Event {
  const all = Object.values(found)
  return {
    type: 'table',
    id,
    title: `${READS} reads of a user that does not exist`,
    columns: [{ label: '' }, ...Object.keys(found).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['reads', ...all.map(() => READS)],
      ['loads', ...all.map((loads): Cell => ({ value: loads, mark: loads === 1 ? 'good' : 'bad' }))],
    ],
  }
}

function createdTable(untold: User | null, told: User | null): Event {
  return {
    type: 'table',
    id: 'created',
    title: `user ${KEY} exists`,
    columns: [{ label: 'a read' }, { label: 'finds' }],
    rows: [
      ['before invalidate', { value: nameOf(untold), mark: untold === null ? 'bad' : 'good' }],
      ['after it', { value: nameOf(told), mark: told === null ? 'bad' : 'good' }],
    ],
  }
}
