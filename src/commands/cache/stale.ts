import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, TableEvent, TimelineChart } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { app, entryKey, naiveCache, safeCache } from './caches.js'
import { answered } from './answered.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf, type Read, read, type User } from './reads.js'

const KEY = '42'
const BEFORE: User = { name: 'Ada Byron' }
const AFTER: User = { name: 'Ada Lovelace' }
/** Who reads when the TTL has just ended, one after the other. */
const READERS = [1, 1, 2, 2, 1]
/** How many times its TTL a value is served on. */
const STALE_FACTOR = 10

/** The readers at the end of the TTL, and one who reads later. */
interface Outcome {
  reads: Read[]
  loads: number
  later: Read
}

export const stale: CacheScenario = {
  name: 'stale',
  title: 'Stale while revalidate: nobody waits',
  summary:
    'After its TTL a value is served on for a while. One caller has it loaded anew; nobody waits for that.',
  uses: ['ttl', 'loadTime'],
  next: [
    {
      command: 'redis-patterns cache stale --load-time 2s',
      why: 'a slower database: only one version is slower',
    },
  ],
  run: playStale,
}

async function* playStale(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { loadTime, ttl } = stage.params
  const wait = formatDuration(loadTime)
  yield {
    type: 'note',
    text: `${BEFORE.name} was cached ${formatDuration(ttl)} ago: the TTL has just ended. The database has ${AFTER.name} by now. With the naive version the next ${READERS.length} readers find nothing, and each waits ${wait}.`,
  }
  const naive = await naiveOutcome(stage)
  yield readersTable('naive', 'at the end of the TTL', { naive })
  yield {
    type: 'verdict',
    id: 'stale.naive',
    claim: 'the naive version makes every reader wait',
    holds: naive.reads.every(({ waitedMs }) => waitedMs === loadTime),
    detail: `${naive.reads.length} readers, ${counted(naive.loads, 'load')}`,
  }

  yield {
    type: 'note',
    text: `With staleMs the key lives longer than the value is fresh. acquire.lua says "refresh" to the first reader, and puts its token beside the value; all others are told "stale". Everyone gets ${BEFORE.name} at once, and one load goes on in the background.`,
  }
  const safe = await safeOutcome(stage)
  yield await stage.state('the key, fresh again', [entryKey(stage, 'stale', KEY)])
  yield {
    type: 'verdict',
    id: 'stale.safe',
    claim: 'nobody waits, and one caller refreshes',
    holds: safe.loads === 1 && [...safe.reads, safe.later].every(({ waitedMs }) => waitedMs === 0),
    detail: `${safe.reads.length} readers, ${counted(safe.loads, 'load')}`,
  }
  yield {
    type: 'note',
    text: `Side by side, from the end of the TTL on. The price is plain to see: for ${wait} people get a value that is out of date, and know nothing of it. Without staleMs the library does not serve one.`,
  }
  yield readersTable('stale', 'naive beside safe', { naive, safe })
  yield timeline(stage.params.loadTime, naive, safe)
  yield {
    type: 'verdict',
    id: 'stale.later',
    claim: 'when the load has ended, readers get the new value',
    holds: nameOf(safe.later.found) === AFTER.name,
    detail: `${nameOf(safe.later.found)}, from the ${safe.later.from}`,
  }
}

async function naiveOutcome(stage: CacheStage): Promise<Outcome> {
  const origin = database(stage)
  const cacheOf = async (number: number) => naiveCache<User>(stage, await app(stage, number), 'naive-stale')
  const load = () => origin.load({ key: KEY })
  await (await cacheOf(1)).set(KEY, BEFORE)
  await stage.clock.advance(stage.params.ttl)
  origin.hold()
  const reading: Promise<Read>[] = []
  for (const [before, number] of READERS.entries()) {
    const cache = await cacheOf(number)
    reading.push(read(stage, origin, `app-${number}`, () => cache.get(KEY, load)))
    await origin.waiting(before + 1)
  }
  await origin.letGo()
  const reads = await Promise.all(reading)
  const { loads } = origin
  const cache = await cacheOf(2)
  return { reads, loads, later: await read(stage, origin, 'app-2', () => cache.get(KEY, load)) }
}

async function safeOutcome(stage: CacheStage): Promise<Outcome> {
  const origin = database(stage)
  const staleMs = STALE_FACTOR * stage.params.ttl
  const one = await app(stage, 1)
  const first = safeCache<User>(stage, one, { name: 'stale', id: 'app1', staleMs })
  const second = safeCache<User>(stage, await app(stage, 2), { name: 'stale', id: 'app2', staleMs })
  await first.set(KEY, BEFORE)
  await stage.clock.advance(stage.params.ttl)
  origin.hold()
  const reads: Read[] = []
  for (const number of READERS) {
    const cache = number === 1 ? first : second
    reads.push(await read(stage, origin, `app-${number}`, () => cache.get(KEY, origin.load)))
  }
  const filled = answered(one, 1)
  await origin.letGo()
  await filled
  const { loads } = origin
  return { reads, loads, later: await read(stage, origin, 'app-2', () => second.get(KEY, origin.load)) }
}

function database(stage: CacheStage): Origin<User> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  origin.values.set(KEY, AFTER)
  return origin
}

function readersTable(id: string, title: string, found: Record<string, Outcome>): TableEvent {
  const outcomes = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'reader' },
      ...Object.keys(found).flatMap((label) => [
        { label: `${label} gets` },
        { label: 'waits', align: 'right' as const },
      ]),
    ],
    rows: READERS.map((number, at): Cell[] => [
      `app-${number}`,
      ...outcomes.flatMap(({ reads }) => cells(reads[at])),
    ]),
  }
}

function cells(one: Read | undefined): Cell[] {
  if (one === undefined) return [null, null]
  const { found, waitedMs } = one
  return [nameOf(found), { value: formatDuration(waitedMs), mark: waitedMs === 0 ? 'good' : 'bad' }]
}

function timeline(loadTime: number, naive: Outcome, safe: Outcome): TimelineChart {
  const to = 2 * loadTime
  return {
    type: 'chart',
    id: 'waiting',
    kind: 'timeline',
    title: 'from the end of the TTL on',
    unit: 'ms',
    from: 0,
    to,
    lanes: [
      {
        label: 'naive',
        spans: [
          { from: 0, to: loadTime, label: `${naive.reads.length} wait`, mark: 'bad' },
          { from: loadTime, to, label: nameOf(naive.later.found), mark: 'good' },
        ],
      },
      { label: 'its loads', spans: [{ from: 0, to: loadTime, label: `${naive.loads}` }] },
      {
        label: 'safe',
        spans: [
          { from: 0, to: loadTime, label: nameOf(safe.reads[0]?.found) },
          { from: loadTime, to, label: nameOf(safe.later.found), mark: 'good' },
        ],
      },
      { label: 'its loads', spans: [{ from: 0, to: loadTime, label: `${safe.loads}` }] },
    ],
    words: `For ${loadTime} ms the naive readers wait for ${counted(naive.loads, 'load')}; the safe ones get ${nameOf(safe.reads[0]?.found)} at once, behind ${counted(safe.loads, 'load')}. From then on both give ${nameOf(safe.later.found)}.`,
  }
}
