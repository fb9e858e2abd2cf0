import { naiveCache, type Open, safeCache } from './caches.js'
import { later } from './later.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const BEFORE: User = { name: 'Ada Byron' }
export const AFTER: User = { name: 'Ada Lovelace' }

/** app-1 reads, app-2 changes the database and invalidates. */
interface Pair {
  get(key: string): Promise<User | null>
  invalidate(key: string): Promise<unknown>
  /** The database of both. */
  origin: Origin<User>
}

/** When the change comes. */
export const MOMENTS = ['before the load', 'during the load', 'after the fill'] as const
export type Moment = (typeof MOMENTS)[number]
export type Counts = Record<Moment, { rounds: number; stale: number }>

export async function naivePair(stage: CacheStage, open: Open, loadMs: number): Promise<Pair> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs })
  const reader = naiveCache<User>(stage, await open(stage, 1), 'naive-profiles')
  const writer = naiveCache<User>(stage, await open(stage, 2), 'naive-profiles')
  return {
    origin,
    get: (key) => reader.get(key, () => origin.load({ key })),
    invalidate: (key) => writer.invalidate(key),
  }
}

export async function safePair(stage: CacheStage, open: Open, loadMs: number): Promise<Pair> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs })
  const reader = safeCache<User>(stage, await open(stage, 1), { name: 'profiles' })
  const writer = safeCache<User>(stage, await open(stage, 2), { name: 'profiles' })
  return {
    origin,
    get: (key) => reader.get(key, origin.load),
    invalidate: (key) => writer.invalidate(key),
  }
}

/** What is read when all is over, for each moment. */
export async function play(pair: Pair, moments: readonly Moment[]): Promise<Counts> {
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
  const first = later(get(key))
  await origin.waiting(1)
  await act()
  await origin.letGo()
  await first
}

/** The round that is drawn: half of the load before the change, half after it. */
export async function drawnRace(stage: CacheStage, pair: Pair): Promise<User | null> {
  const { origin, get, invalidate } = pair
  const { loadTime } = stage.params
  const half = Math.floor(loadTime / 2)
  origin.values.set('ada', BEFORE)
  origin.hold()
  const first = later(get('ada'))
  await origin.waiting(1)
  await stage.clock.advance(half)
  origin.values.set('ada', AFTER)
  await invalidate('ada')
  await origin.letGo(loadTime - half)
  await first
  return get('ada')
}
