import { SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { NaiveSlidingWindow } from '../../patterns/ratelimit/naive.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { counted, grouped } from '../../scenario/text.js'
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
  const naive = yield* byTheAppsClocks(stage)
  yield* byTheServersClock(stage, naive)
}

/** @returns how many each server admitted. */
async function* byTheAppsClocks(stage: RatelimitStage): AsyncGenerator<Event, number[], void> {
  const { limit } = stage.params
  // A millisecond goes by with each look at the clock: here no two requests shall be one member.
  let ticks = 0
  const limiterOf = async (server: string, ahead: number) =>
    new NaiveSlidingWindow(await stage.actor(server), {
      prefix: stage.namespace,
      name: 'clocks-naive',
      limit,
      windowMs: WINDOW_MS,
      now: () => stage.clock.now() + ahead + ticks++,
    })
  yield {
    type: 'note',
    text: `web-1 and web-2 share a limit of ${limit} a minute, and each gets ${counted(limit, 'request')} of one client. web-2's clock is two minutes ahead. First web-1 admits ${limit}. By web-2's clock these are long past: it removes them, and admits ${limit} more in the same moment.`,
  }
  const right = await limiterOf('web-1', 0)
  const wrong = await limiterOf('web-2', AHEAD_MS)
  const naive = [await admits(limit, () => right.take('ada')), await admits(limit, () => wrong.take('ada'))]
  yield servers('naive', 'admitted in one moment', limit, { naive })
  yield {
    type: 'verdict',
    id: 'clocks.naive',
    claim: 'by the clocks of the app servers more than the limit is admitted',
    holds: total(naive) > limit,
    detail: `${naive.join(' + ')} = ${grouped(total(naive))} at limit ${limit}`,
  }
  return naive
}

async function* byTheServersClock(
  stage: RatelimitStage,
  naive: readonly number[],
): AsyncGenerator<Event, void, void> {
  const { limit } = stage.params
  const options = { prefix: stage.namespace, name: 'clocks', limit, windowMs: WINDOW_MS }
  const right = new SlidingWindowLog(await stage.actor('web-1'), options)
  const wrong = new SlidingWindowLog(await stage.actor('web-2, unseen', { shown: 0 }), options)
  yield {
    type: 'note',
    text: "The same requests. Without a clock of its own the library asks for the time of the Redis server, inside the script: all app servers live in the same minute, whatever their clocks say. The commands of web-2 are not shown here, for what they answer depends on the server's time, which is another one in each run.",
  }
  const take = (limiter: SlidingWindowLog) => async () => (await limiter.take('ada')).allowed
  const safe = [await admits(limit, take(right)), await admits(limit, take(wrong))]
  yield servers('clocks', 'naive beside safe', limit, { naive, safe })
  yield {
    type: 'verdict',
    id: 'clocks.safe',
    claim: 'by the clock of the Redis server the limit holds',
    holds: total(safe) === limit,
    detail: `${safe.join(' + ')} = ${grouped(total(safe))} at limit ${limit}`,
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
