import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event } from '../../scenario/event.js'
import { app, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { drawn } from './stale-fill-chart.js'
import { nameOf, type User } from './reads.js'

const BEFORE: User = { name: 'Ada Byron' }
const AFTER: User = { name: 'Ada Lovelace' }

/** app-1 reads, app-2 changes the database and invalidates. */
interface Pair {
  get(key: string): Promise<User | null>
  invalidate(key: string): Promise<unknown>
  /** The database of both. */
  origin: Origin<User>
}

/** When the change comes. */
const MOMENTS = ['before the load', 'during the load', 'after the fill'] as const
type Moment = (typeof MOMENTS)[number]
type Counts = Record<Moment, { rounds: number; stale: number }>

export const staleFill: CacheScenario = {
  name: 'stale-fill',
  title: 'An invalidation that is undone',
  summary:
    'A load reads the old value, the value changes, the cache is told, and then the load writes what it read.',
  uses: ['ttl', 'loadTime', 'rounds'],
  next: [
    { command: 'redis-patterns cache stale-fill --rounds 200', why: 'the same with more rounds' },
    { command: 'redis-patterns cache stampede', why: 'a thousand callers who miss at once' },
  ],
  run: playStaleFill,
}

async function* playStaleFill(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { rounds, loadTime, ttl } = stage.params
  const moments = Array.from({ length: rounds }, (_, at) => MOMENTS[at] ?? stage.rng.pick(MOMENTS))

  yield {
    type: 'note',
    text: `app-1 misses and loads, for ${formatDuration(loadTime)}. In the middle of that, app-2 changes the row and DELs the key, as it should. There is nothing to delete yet. Then app-1 SETs what it read, and that is served for ${formatDuration(ttl)}.`,
  }
  const naive = await naivePair(stage, 0)
  yield drawn('race', 'GET, load, SET', loadTime, await drawnRace(stage, await naivePair(stage, loadTime)))
  yield {
    type: 'note',
    text: `${rounds} rounds, each with a user of its own. The change comes before the load, during it, or after the fill. DEL works in two of the three. In the third it comes too early, and nobody is told.`,
  }
  const found = await play(naive, moments)
  yield countsTable('naive', 'reads that are out of date', { naive: found })
  yield {
    type: 'verdict',
    id: 'stale-fill.naive',
    claim: 'the naive version undoes every invalidation that comes during a load',
    holds: staleIn(found) === found['during the load'].rounds,
    detail: `${staleIn(found)} of ${rounds} users are out of date`,
  }
  yield* safePart(stage, moments, found)
}

async function* safePart(
  stage: CacheStage,
  moments: readonly Moment[],
  naive: Counts,
): AsyncGenerator<Event, void, void> {
  const { loadTime } = stage.params
  yield {
    type: 'note',
    text: 'While a load runs, the key holds its lease. To invalidate is to delete the key, and the lease with it. fill.lua writes only where it finds its own lease; here it replies "lost". The caller still gets its answer, and the next one loads anew.',
  }
  const shown = await drawnRace(stage, await safePair(stage, loadTime, 'drawn'))
  yield drawn('safe-race', 'lease, load, fill', loadTime, shown)
  const safe = await play(await safePair(stage, 0, 'users'), moments)
  yield countsTable('stale-fill', 'reads that are out of date, naive beside safe', { naive, safe })
  yield {
    type: 'verdict',
    id: 'stale-fill.safe',
    claim: 'no load that began before an invalidation is written after it',
    holds: staleIn(safe) === 0 && nameOf(shown) === AFTER.name,
    detail: `${staleIn(safe)} of ${moments.length} users are out of date`,
  }
}

async function naivePair(stage: CacheStage, loadMs: number): Promise<Pair> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs })
  const reader = naiveCache<User>(stage, await app(stage, 1), 'naive-users')
  const writer = naiveCache<User>(stage, await app(stage, 2), 'naive-users')
  return {
    origin,
    get: (key) => reader.get(key, () => origin.load({ key })),
    invalidate: (key) => writer.invalidate(key),
  }
}

async function safePair(stage: CacheStage, loadMs: number, name: string): Promise<Pair> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs })
  const reader = safeCache<User>(stage, await app(stage, 1), { name, id: 'app1' })
  const writer = safeCache<User>(stage, await app(stage, 2), { name, id: 'app2' })
  return {
    origin,
    get: (key) => reader.get(key, origin.load),
    invalidate: (key) => writer.invalidate(key),
  }
}

/** What is read when all is over, for each moment. */
async function play(pair: Pair, moments: readonly Moment[]): Promise<Counts> {
  const counts = Object.fromEntries(MOMENTS.map((moment) => [moment, { rounds: 0, stale: 0 }])) as Counts
  for (const [at, moment] of moments.entries()) {
    const found = await round(pair, `user-${at + 1}`, moment)
    counts[moment].rounds++
    if (found?.name !== AFTER.name) counts[moment].stale++
  }
  return counts
}

async function round(pair: Pair, key: string, moment: Moment): Promise<User | null> {
  const { origin, get, invalidate } = pair
  const change = async () => {
    origin.values.set(key, AFTER)
    await invalidate(key)
  }
  origin.values.set(key, BEFORE)
  if (moment === 'before the load') await change()
  if (moment === 'during the load') await duringLoad(pair, key, change)
  else await get(key)
  if (moment === 'after the fill') await change()
  return get(key)
}

/** The load has read, and has not ended. */
async function duringLoad({ origin, get }: Pair, key: string, act: () => Promise<void>): Promise<void> {
  origin.hold()
  const first = get(key)
  await origin.waiting(1)
  await act()
  await origin.letGo()
  await first
}

/** The round that is drawn: half of the load before the change, half after it. */
async function drawnRace(stage: CacheStage, pair: Pair): Promise<User | null> {
  const { origin, get, invalidate } = pair
  const { loadTime } = stage.params
  const half = Math.floor(loadTime / 2)
  origin.values.set('drawn', BEFORE)
  origin.hold()
  const first = get('drawn')
  await origin.waiting(1)
  await stage.clock.advance(half)
  origin.values.set('drawn', AFTER)
  await invalidate('drawn')
  await origin.letGo(loadTime - half)
  await first
  return get('drawn')
}

function staleIn(counts: Counts): number {
  return MOMENTS.reduce((sum, moment) => sum + counts[moment].stale, 0)
}

function countsTable(id: string, title: string, found: Record<string, Counts>): Event {
  const all = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'the change came' },
      { label: 'rounds', align: 'right' },
      ...Object.keys(found).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: MOMENTS.map((moment): Cell[] => [
      moment,
      all[0]?.[moment].rounds ?? 0,
      ...all.map((counts): Cell => {
        const { stale } = counts[moment]
        return { value: stale, mark: stale === 0 ? 'good' : 'bad' }
      }),
    ]),
  }
}
