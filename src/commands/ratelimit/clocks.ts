import { SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { NaiveSlidingWindow } from '../../patterns/ratelimit/naive.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import { marked } from './marked.js'
import type { RatelimitScenario, RatelimitStage } from './params.js'

const WINDOW_MS = 60_000
const AHEAD_MS = 120_000

export const clocks: RatelimitScenario = {
  name: 'clocks',
  title: 'Two clocks: whose minute is it?',
  summary: 'The clock of one app server is two minutes ahead. The naive version believes each of them.',
  uses: ['limit'],
  next: [{ command: 'redis-patterns ratelimit crash', why: 'a server that dies between two commands' }],
  run: playClocks,
}

async function* playClocks(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit } = stage.params
  const options = { prefix: stage.namespace, limit, windowMs: WINDOW_MS }
  const [right, wrong] = [await stage.actor('web-1'), await stage.actor('web-2')]

  yield {
    type: 'note',
    text: `web-1 and web-2 share a limit of ${limit} a minute. web-2's clock is two minutes ahead, as after a failed time sync. web-1 admits ${limit}. Then web-2 asks: by its clock these are long past, so it removes them, and admits ${limit} more in the same moment.`,
  }
  // A millisecond goes by with each look at the clock: here no two requests shall be one member.
  let ticks = 0
  const clock = (ahead: number) => () => stage.clock.now() + ahead + ticks++
  const naiveOf = (redis: typeof right, ahead: number) =>
    new NaiveSlidingWindow(redis, { ...options, name: 'clocks-naive', now: clock(ahead) })
  const [first, second] = [naiveOf(right, 0), naiveOf(wrong, AHEAD_MS)]
  const naive = [await admits(limit, () => first.take('ada')), await admits(limit, () => second.take('ada'))]
  yield servers('naive', 'admitted in one moment', limit, { naive })
  yield {
    type: 'verdict',
    id: 'clocks.naive',
    claim: 'with the clocks of the app servers more than the limit is admitted',
    holds: total(naive) > limit,
    detail: `${naive.join(' + ')} = ${grouped(total(naive))} at limit ${limit}`,
  }

  yield {
    type: 'note',
    text: `Without a clock of its own the library asks for the time of the Redis server, inside the script. All app servers then live in the same minute, whatever their clocks say. The last request goes through a connection that is not shown: its answer holds the server's time, which is another one in each run.`,
  }
  const half = Math.floor(limit / 2)
  const safeOf = (redis: typeof right) => new SlidingWindowLog(redis, { ...options, name: 'clocks' })
  const take = (limiter: SlidingWindowLog) => async () => (await limiter.take('ada')).allowed
  const unseen = await stage.actor('web-2, unseen', { shown: 0 })
  const safe = [
    await admits(half, take(safeOf(right))),
    (await admits(limit - half, take(safeOf(wrong)))) + (await admits(1, take(safeOf(unseen)))),
  ]
  yield servers('clocks', 'naive beside safe', limit, { naive, safe })
  yield {
    type: 'verdict',
    id: 'clocks.safe',
    claim: 'with the clock of the Redis server the limit holds',
    holds: total(safe) === limit,
    detail: `${safe.join(' + ')} = ${grouped(total(safe))}; one more, from web-2, was denied`,
  }
}

async function admits(requests: number, take: () => Promise<boolean>): Promise<number> {
  let admitted = 0
  for (let request = 0; request < requests; request++) if (await take()) admitted++
  return admitted
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function servers(
  id: string,
  title: string,
  limit: number,
  found: Readonly<Record<string, readonly number[]>>,
): TableEvent {
  const all = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'admitted' },
      ...Object.keys(found).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: [
      ['by web-1', ...all.map(([first = 0]) => first)],
      ['by web-2, two minutes ahead', ...all.map(([, second = 0]) => second)],
      ['together', ...all.map((counts) => marked(total(counts), total(counts) <= limit))],
    ],
  }
}
