import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event } from '../../scenario/event.js'
import { app, unseen } from './caches.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf } from './reads.js'
import { staleFillChart } from './stale-fill-chart.js'
import {
  AFTER,
  type Counts,
  drawnRace,
  type Moment,
  MOMENTS,
  naivePair,
  play,
  safePair,
} from './stale-fill-race.js'

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
  const shown = await drawnRace(stage, await naivePair(stage, app, loadTime))
  yield staleFillChart('race', 'GET, load, SET', loadTime, shown)

  yield {
    type: 'note',
    text: `${rounds} rounds, each with a user of its own. (Their commands are not shown.) The change comes before the load, during it, or after the fill. Two of the three are harmless. During the load DEL comes too early.`,
  }
  const naive = await play(await naivePair(stage, unseen, 0), moments)
  yield countsTable('naive', 'users that are out of date', { naive })
  yield {
    type: 'verdict',
    id: 'stale-fill.naive',
    claim: 'the naive version undoes every invalidation that comes during a load',
    holds: staleIn(naive) > 0 && staleIn(naive) === naive['during the load'].rounds,
    detail: `${staleIn(naive)} of ${rounds} users are out of date`,
  }
  yield* safePart(stage, moments, naive)
}

async function* safePart(
  stage: CacheStage,
  moments: readonly Moment[],
  naive: Counts,
): AsyncGenerator<Event, void, void> {
  const { loadTime } = stage.params
  yield {
    type: 'note',
    text: 'While a load runs, the key holds its lease. To invalidate is to delete the key, and the lease with it. fill.lua writes only where it finds its own lease: here it replies "lost". Its caller still gets an answer; the next one loads anew.',
  }
  const shown = await drawnRace(stage, await safePair(stage, app, loadTime))

  yield {
    type: 'note',
    text: `The same as a picture, and the same ${moments.length} rounds. (Their commands are not shown.)`,
  }
  yield staleFillChart('safe-race', 'lease, load, fill', loadTime, shown)
  const safe = await play(await safePair(stage, unseen, 0), moments)
  yield countsTable('stale-fill', 'users that are out of date, naive beside safe', { naive, safe })
  yield {
    type: 'verdict',
    id: 'stale-fill.safe',
    claim: 'no load that began before an invalidation is written after it',
    holds: staleIn(safe) === 0 && nameOf(shown) === AFTER.name,
    detail: `${staleIn(safe)} of ${moments.length} users are out of date`,
  }
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
