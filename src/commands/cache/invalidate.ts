import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event } from '../../scenario/event.js'
import { app, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf, type User } from './reads.js'

const KEY = '42'
const BEFORE = 'Ada Byron'
const AFTER = 'Ada Lovelace'
/** Parts of the TTL after which somebody looks. */
const LOOKS = [0, 1 / 2, 1]

/** What somebody saw, and what was true at that moment. */
interface Seen {
  atMs: number
  found: string
  truth: string
}

export const invalidate: CacheScenario = {
  name: 'invalidate',
  title: 'Invalidation: tell the cache',
  summary:
    'A user changes her name. The database knows at once; the cache knows when it is told, or when the TTL ends.',
  uses: ['ttl'],
  next: [{ command: 'redis-patterns cache stale-fill', why: 'an invalidation that is undone' }],
  run: playInvalidate,
}

async function* playInvalidate(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const ttl = formatDuration(stage.params.ttl)
  yield {
    type: 'note',
    text: `${BEFORE} is cached. Then the database has ${AFTER}, and nobody tells the cache. It cannot know: it answers with what it has, until its TTL of ${ttl} ends.`,
  }
  const untold = await nobodyTells(stage)
  yield seenTable(untold)
  const wrong = untold.filter(({ found, truth }) => found !== truth)
  yield {
    type: 'verdict',
    id: 'invalidate.untold',
    claim: 'without a word the old value is served until the TTL ends',
    holds: wrong.length === LOOKS.length - 1 && untold.at(-1)?.found === AFTER,
    detail: `old after ${formatDuration(wrong.at(-1)?.atMs ?? 0)}, new after ${ttl}`,
  }

  yield {
    type: 'note',
    text: 'The same change, and then invalidate, which removes the key. First the database, then the cache: the other way round, a reader between the two puts the old value back.',
  }
  const told = await somebodyTells(stage)
  yield {
    type: 'verdict',
    id: 'invalidate.told',
    claim: 'a read after invalidate sees the new value',
    holds: told.found === told.truth,
    detail: `${told.found}, at once`,
  }
}

async function nobodyTells(stage: CacheStage): Promise<Seen[]> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: 0 })
  const cache = naiveCache<User>(stage, await app(stage, 1), 'untold')
  const get = () => cache.get(KEY, () => origin.load({ key: KEY }))
  origin.values.set(KEY, { name: BEFORE })
  await get()
  origin.values.set(KEY, { name: AFTER })
  return look(stage, get)
}

async function somebodyTells(stage: CacheStage): Promise<Seen> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: 0 })
  const cache = safeCache<User>(stage, await app(stage, 1), { name: 'told' })
  await cache.set(KEY, { name: BEFORE })
  origin.values.set(KEY, { name: AFTER })
  await cache.invalidate(KEY)
  return { atMs: 0, found: nameOf(await cache.get(KEY, origin.load)), truth: AFTER }
}

async function look(stage: CacheStage, get: () => Promise<User | null>): Promise<Seen[]> {
  const start = stage.clock.now()
  const seen: Seen[] = []
  for (const part of LOOKS) {
    const atMs = Math.round(part * stage.params.ttl)
    await stage.clock.advance(start + atMs - stage.clock.now())
    seen.push({ atMs, found: nameOf(await get()), truth: AFTER })
  }
  return seen
}

function seenTable(seen: readonly Seen[]): Event {
  return {
    type: 'table',
    id: 'untold',
    title: 'nobody tells the cache',
    columns: [{ label: 'after the change' }, { label: 'database' }, { label: 'a reader sees' }],
    rows: seen.map(({ atMs, found, truth }): Cell[] => [
      formatDuration(atMs),
      truth,
      { value: found, mark: found === truth ? 'good' : 'bad' },
    ]),
  }
}
