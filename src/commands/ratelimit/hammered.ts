import type { Connection } from '../../engine/engine.js'
import { SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { NaiveSlidingWindow } from '../../patterns/ratelimit/naive.js'
import type { Event, SparkChart, TableEvent } from '../../scenario/event.js'
import { counted, grouped } from '../../scenario/text.js'
import { countedIn } from './any-window.js'
import { admittedTimes } from './ask-all.js'
import { marked } from './marked.js'
import type { RatelimitScenario, RatelimitStage } from './params.js'

const WINDOW_MS = 60_000
const WINDOWS = 3
const BINS_EACH = 12

export const hammered: RatelimitScenario = {
  name: 'hammered',
  title: 'Hammering: denied requests that count',
  summary:
    'A client asks a fifth more often than it may, and does not stop when it is denied. What does it get in the next minute?',
  uses: ['limit'],
  next: [
    { command: 'redis-patterns ratelimit hammered --limit 20', why: 'a lower limit, the same lock-out' },
  ],
  run: playHammered,
}

/** What both versions are asked with. */
interface Hammering {
  stage: RatelimitStage
  redis: Connection
  options: { prefix: string; limit: number; windowMs: number }
  /** Of the requests, evenly over all windows. */
  times: number[]
}

async function* playHammered(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit } = stage.params
  const perWindow = Math.ceil(limit * 1.2)
  const times = Array.from(
    { length: WINDOWS * perWindow },
    (_, request) => stage.clock.now() + Math.floor((request * WINDOW_MS) / perWindow),
  )
  const options = { prefix: stage.namespace, limit, windowMs: WINDOW_MS }
  const hammering = { stage, redis: await stage.actor('app'), options, times }
  const naive = yield* hammerNaive(hammering)
  yield* hammerSafe(hammering, naive)
}

/** @returns the times of the requests that were admitted. */
async function* hammerNaive({
  stage,
  redis,
  options,
  times,
}: Hammering): AsyncGenerator<Event, number[], void> {
  const { limit } = options
  const from = stage.clock.now()
  let at = from
  const limiter = new NaiveSlidingWindow(redis, { ...options, name: 'hammered-naive', now: () => at })
  yield {
    type: 'note',
    text: `One client sends ${counted(times.length / WINDOWS, 'request')} a minute, evenly, for ${WINDOWS} minutes; ${limit} a minute are allowed. The naive version adds a member for each request, also for those that it denies. They fill the window, so that after the first ${limit} nothing is ever admitted again.`,
  }
  const naive: number[] = []
  for (at of times) if (await limiter.take('bot')) naive.push(at)
  yield await stage.state('what the naive version keeps', [limiter.key('bot')])
  yield minutes('naive', 'admitted in each minute', from, limit, { naive })
  yield {
    type: 'verdict',
    id: 'hammered.naive',
    claim: 'the naive version shuts the client out for as long as it keeps asking',
    holds: naive.length === limit && perMinute(naive, from)[0] === limit,
    detail: `${perMinute(naive, from).join(', ')} admitted in the ${WINDOWS} minutes`,
  }
  return naive
}

async function* hammerSafe(
  { stage, redis, options, times }: Hammering,
  naive: readonly number[],
): AsyncGenerator<Event, void, void> {
  const { limit } = options
  const from = stage.clock.now()
  const make = (now: () => number) => new SlidingWindowLog(redis, { ...options, name: 'hammered', now })
  yield {
    type: 'note',
    text: `In the safe version a denied request writes nothing. The client gets its ${limit} in every minute, however often it asks, and hammering costs no memory.`,
  }
  const safe = await admittedTimes(make, 'bot', times)
  const kept = await stage.state('what the safe version keeps', [make(stage.clock.now).key('bot')])
  yield minutes('hammered', 'naive beside safe', from, limit, { naive, safe })
  yield overTime(from, { naive, safe })
  yield kept
  yield {
    type: 'verdict',
    id: 'hammered.safe',
    claim: 'the safe version admits the limit in every minute',
    holds: perMinute(safe, from).every((count) => count === limit),
    detail: `${perMinute(safe, from).join(', ')} admitted in the ${WINDOWS} minutes`,
  }
}

function perMinute(times: readonly number[], from: number): number[] {
  return countedIn(times, { from, each: WINDOW_MS, bins: WINDOWS })
}

function minutes(
  id: string,
  title: string,
  from: number,
  limit: number,
  admitted: Readonly<Record<string, readonly number[]>>,
): TableEvent {
  const counts = Object.values(admitted).map((times) => perMinute(times, from))
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'minute', align: 'right' },
      ...Object.keys(admitted).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: Array.from({ length: WINDOWS }, (_, minute) => [
      minute + 1,
      ...counts.map((count) => marked(count[minute] ?? 0, count[minute] === limit)),
    ]),
  }
}

function overTime(from: number, admitted: Readonly<Record<'naive' | 'safe', readonly number[]>>): SparkChart {
  const each = WINDOW_MS / BINS_EACH
  const bins = WINDOWS * BINS_EACH
  return {
    type: 'chart',
    id: 'over-time',
    kind: 'spark',
    title: 'admitted over time',
    unit: 'requests',
    each: `${each / 1000}s`,
    series: [
      { label: 'naive', values: countedIn(admitted.naive, { from, each, bins }) },
      { label: 'safe', values: countedIn(admitted.safe, { from, each, bins }) },
    ],
    words: `In ${WINDOWS} minutes the naive version admitted ${grouped(admitted.naive.length)} requests and the safe one ${grouped(admitted.safe.length)}.`,
  }
}
