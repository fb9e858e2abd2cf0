import { formatDuration } from '../../scenario/duration.js'
import type { BarsChart, Event } from '../../scenario/event.js'
import { app, entryKey, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { type Read, read, type User } from './reads.js'

const KEY = '42'
const ADA: User = { name: 'Ada' }
const READERS = [1, 1, 2]

export const basics: CacheScenario = {
  name: 'basics',
  title: 'The basics: look in Redis first',
  summary: 'Two app servers read a user: a miss, a hit, and what the TTL does.',
  uses: ['ttl', 'loadTime'],
  next: [{ command: 'redis-patterns cache invalidate', why: 'what happens when the value changes' }],
  run: playBasics,
}

async function* playBasics(stage: CacheStage): AsyncGenerator<Event, void, void> {
  yield* plain(stage)
  yield* library(stage)
}

async function* plain(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { ttl, loadTime } = stage.params
  const origin = database(stage)
  const waits = formatDuration(loadTime)
  yield {
    type: 'note',
    text: `Cache-aside: GET the key. On nil, load from the database, which takes ${waits}, and SET the value with a TTL of ${formatDuration(ttl)}. Time is the run's own: the ${waits} pass on its clock, and you do not wait for them.`,
  }
  const load = () => origin.load({ key: KEY })
  const reads: Read[] = []
  for (const number of READERS) {
    const cache = naiveCache<User>(stage, await app(stage, number), 'plain')
    reads.push(await read(stage, origin, `app-${number}`, () => cache.get(KEY, load)))
  }
  yield waitsChart(reads)
  yield {
    type: 'verdict',
    id: 'basics.plain',
    claim: 'the first reader waits for the database, and nobody after it',
    holds: origin.loads === 1 && reads.every(({ waitedMs }, at) => waitedMs === (at === 0 ? loadTime : 0)),
    detail: `${reads.length} reads, ${origin.loads} load`,
  }
}

async function* library(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const origin = database(stage)
  const [one, two] = [await app(stage, 1), await app(stage, 2)]
  const first = safeCache<User>(stage, one, { name: 'users' })
  const second = safeCache<User>(stage, two, { name: 'users' })
  yield {
    type: 'note',
    text: 'The library does the same with two scripts. acquire.lua reads the key; when nothing is there, it leaves a lease in it, in the same step. fill.lua puts the value in the place of the lease. A server that knows the entry to be fresh reads it with a plain GET. What the lease is for, the next scenarios show.',
  }
  const reads: Read[] = []
  for (const number of READERS) {
    const cache = number === 1 ? first : second
    reads.push(await read(stage, origin, `app-${number}`, () => cache.get(KEY, origin.load)))
  }
  yield await stage.state('the key', [entryKey(stage, 'users', KEY)])
  yield {
    type: 'verdict',
    id: 'basics.library',
    claim: 'one load serves all, on both servers',
    holds: origin.loads === 1 && reads.every(({ found }) => found?.name === ADA.name),
    detail: `${reads.length} reads, ${origin.loads} load`,
  }
  yield* expiry(stage, origin, () => first.get(KEY, origin.load))
}

async function* expiry(
  stage: CacheStage,
  origin: Origin<User>,
  get: () => Promise<User | null>,
): AsyncGenerator<Event, void, void> {
  const { ttl } = stage.params
  yield {
    type: 'note',
    text: `${formatDuration(ttl)} later Redis has removed the key by itself. That is the only promise of a cache that nobody tells anything: no value is served for longer than its TTL.`,
  }
  await stage.clock.advance(ttl)
  yield await stage.state('the key, after its TTL', [entryKey(stage, 'users', KEY)])
  const again = await read(stage, origin, 'app-1', get)
  yield {
    type: 'verdict',
    id: 'basics.ttl',
    claim: 'after the TTL the next reader loads again',
    holds: again.from === 'database' && origin.loads === 2,
    detail: `waited ${formatDuration(again.waitedMs)}, ${origin.loads} loads in all`,
  }
}

function database(stage: CacheStage): Origin<User> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  origin.values.set(KEY, ADA)
  return origin
}

function waitsChart(reads: readonly Read[]): BarsChart {
  return {
    type: 'chart',
    id: 'waits',
    kind: 'bars',
    title: 'how long each of the reads waited',
    unit: 'ms',
    bars: reads.map(({ waitedMs, who, from }) => ({ label: `${who}, from the ${from}`, value: waitedMs })),
    words: `The reads waited ${reads.map(({ waitedMs }) => `${waitedMs} ms`).join(', ')}.`,
  }
}
