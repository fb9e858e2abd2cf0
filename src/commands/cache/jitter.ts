import type { Connection } from '../../engine/engine.js'
import { NaiveCache } from '../../patterns/cache/naive.js'
import type { Cell, Event, SparkChart, TableEvent } from '../../scenario/event.js'
import { entryKey, safeCache } from './caches.js'
import type { CacheScenario, CacheStage } from './params.js'

const ENTRIES = 200
const TTL_MS = 60_000
/** The library's own default: a tenth of the TTL, which makes six seconds here. */
const JITTER = 0.1
const SECONDS = 6
/** The seconds that are drawn: some before the first entry expires. */
const SHOWN_FROM = 50

export const jitter: CacheScenario = {
  name: 'jitter',
  title: 'Jitter: not all at once',
  summary: 'A warm-up writes many entries at the same moment. When do they expire?',
  uses: [],
  next: [{ command: 'redis-patterns cache jitter --seed 2', why: 'other chances, the same shape' }],
  run: playJitter,
}

async function* playJitter(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const redis = await stage.actor('warm-up')
  yield {
    type: 'note',
    text: `${ENTRIES} entries are written together with a TTL of 60 s. What was written together expires together, and the database gets ${ENTRIES} loads in one second, minute after minute.`,
  }
  const naive = await naiveExpiries(stage, redis)
  yield {
    type: 'verdict',
    id: 'jitter.naive',
    claim: 'with one TTL for all, all expire in the same second',
    holds: Math.max(...naive) === ENTRIES,
    detail: `${Math.max(...naive)} of ${ENTRIES} in one second`,
  }

  yield {
    type: 'note',
    text: `The library takes a part of each TTL off, by chance: a tenth at the most, if you do not say otherwise. Never more than the TTL, so that "at most 60 s old" stays true.`,
  }
  const safe = await jitteredExpiries(stage, redis)
  yield expiriesTable(naive, safe)
  yield expiriesChart(naive, safe)
  yield {
    type: 'verdict',
    id: 'jitter.safe',
    claim: 'with jitter the expiries spread out, and all end within the TTL',
    holds: sum(safe) === ENTRIES && Math.max(...safe) < ENTRIES / 2,
    detail: `${Math.max(...safe)} of ${ENTRIES} in the busiest second`,
  }
}

async function naiveExpiries(stage: CacheStage, redis: Connection): Promise<number[]> {
  const cache = new NaiveCache<number>(redis, { prefix: stage.namespace, name: 'naive-warm', ttlMs: TTL_MS })
  for (const key of keys()) await cache.set(key, 1)
  return expiries(
    stage,
    keys().map((key) => cache.key(key)),
  )
}

async function jitteredExpiries(stage: CacheStage, redis: Connection): Promise<number[]> {
  // In the middle of a second: by the server's clock a run takes some milliseconds, which must not count.
  const random = () => (stage.rng.int(1, SECONDS) - 0.5) / SECONDS
  const cache = safeCache<number>(stage, redis, {
    name: 'warm',
    id: 'warm',
    ttlMs: TTL_MS,
    jitter: JITTER,
    random,
  })
  for (const key of keys()) await cache.set(key, 1)
  return expiries(
    stage,
    keys().map((key) => entryKey(stage, 'warm', key)),
  )
}

/** How many of the keys expire in each second from now, by what the server says. */
async function expiries(stage: CacheStage, names: readonly string[]): Promise<number[]> {
  const observer = await stage.actor('observer', { shown: 'nothing' })
  const counts = Array.from({ length: TTL_MS / 1000 }, () => 0)
  for (const name of names) {
    const second = Math.ceil((await observer.pttl(name)) / 1000)
    counts[second - 1] = (counts[second - 1] ?? 0) + 1
  }
  return counts
}

function keys(): string[] {
  return Array.from({ length: ENTRIES }, (_, at) => `page-${at + 1}`)
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

function expiriesTable(naive: readonly number[], safe: readonly number[]): TableEvent {
  const row = (label: string, of: (counts: readonly number[]) => number): Cell[] => [
    label,
    of(naive),
    of(safe),
  ]
  return {
    type: 'table',
    id: 'jitter',
    title: 'entries that expire',
    columns: [{ label: '' }, { label: 'one TTL', align: 'right' }, { label: 'with jitter', align: 'right' }],
    rows: [
      row('in all', sum),
      row('in how many seconds', (counts) => counts.filter((count) => count > 0).length),
      [
        'in the busiest second',
        { value: Math.max(...naive), mark: 'bad' },
        { value: Math.max(...safe), mark: 'good' },
      ],
    ],
  }
}

function expiriesChart(naive: readonly number[], safe: readonly number[]): SparkChart {
  return {
    type: 'chart',
    id: 'expiries',
    kind: 'spark',
    title: `entries that expire, second ${SHOWN_FROM + 1} to ${TTL_MS / 1000}`,
    unit: 'entries',
    each: 'second',
    series: [
      { label: 'one TTL', values: naive.slice(SHOWN_FROM), mark: 'bad' },
      { label: 'with jitter', values: safe.slice(SHOWN_FROM), mark: 'good' },
    ],
    words: `With one TTL ${Math.max(...naive)} entries expire in one second; with jitter no more than ${Math.max(...safe)}.`,
  }
}
