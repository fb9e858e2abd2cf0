import { SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { NaiveSlidingWindow } from '../../patterns/ratelimit/naive.js'
import { UsageError } from '../../scenario/errors.js'
import type { BarsChart, Event, TableEvent } from '../../scenario/event.js'
import { counted, grouped } from '../../scenario/text.js'
import { arrivals, askTogether, type Outcome, SERVERS, WITHIN_MS } from './crowd.js'
import { marked } from './marked.js'
import type { RatelimitScenario, RatelimitStage } from './params.js'

export const race: RatelimitScenario = {
  name: 'race',
  title: 'The race: count, then add',
  summary:
    'Hundreds of callers ask at the same moment, through several app servers. The naive version lets too many pass.',
  uses: ['limit', 'window', 'clients'],
  next: [
    { command: 'redis-patterns ratelimit race --clients 2000', why: 'more callers, more that pass' },
    { command: 'redis-patterns ratelimit race --seed 2', why: 'another order of the same commands' },
  ],
  run: playRace,
}

async function* playRace(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit, clients } = stage.params
  if (clients <= limit) {
    throw new UsageError(
      `${counted(clients, 'caller')} cannot exceed a limit of ${grouped(limit)}`,
      `give more callers than the limit: --clients ${5 * limit}, or a lower --limit`,
    )
  }
  const crowd = arrivals(clients, stage)
  const naive = yield* naiveRace(stage, crowd)
  yield* safeRace(stage, crowd, naive)
}

async function* naiveRace(
  stage: RatelimitStage,
  crowd: readonly number[],
): AsyncGenerator<Event, Outcome, void> {
  const { limit, window: windowMs } = stage.params
  const options = { prefix: stage.namespace, name: 'race-naive', limit, windowMs }
  yield {
    type: 'note',
    text: `The naive version drops what is old, counts, adds, sets the expiry: four commands. ${grouped(crowd.length)} requests of one client reach ${SERVERS} app servers within ${WITHIN_MS} ms, and the limit is ${limit}. Who counts before the others have added sees room. And the member of a request is its time, so that two of the same millisecond are one member.`,
  }
  const naive = await askTogether(stage, crowd, (redis, now) => {
    const limiter = new NaiveSlidingWindow(redis, { ...options, now })
    return { key: limiter.key('ada'), take: () => limiter.take('ada') }
  })
  yield outcome('naive', 'count, then add', crowd.length, limit, { naive })
  yield await stage.state('what the naive version recorded', [naive.key])
  yield {
    type: 'verdict',
    id: 'race.naive',
    claim: 'the naive version admits more than the limit',
    holds: naive.admitted > limit,
    detail: `${grouped(naive.admitted)} of ${grouped(crowd.length)} admitted at limit ${limit}`,
  }
  yield {
    type: 'verdict',
    id: 'race.members',
    claim: 'and it has recorded fewer than it admitted: requests of one millisecond are one member',
    holds: naive.recorded < naive.admitted,
    detail: `${counted(naive.recorded, 'member')} for ${grouped(naive.admitted)} requests`,
  }
  return naive
}

async function* safeRace(
  stage: RatelimitStage,
  crowd: readonly number[],
  naive: Outcome,
): AsyncGenerator<Event, void, void> {
  const { limit, window: windowMs } = stage.params
  const options = { prefix: stage.namespace, name: 'race', limit, windowMs }
  yield {
    type: 'note',
    text: 'The same requests in the same milliseconds. The script drops, counts and adds as one step, and numbers its members, so that each request is one. And it is one command where the naive version sends four.',
  }
  const safe = await askTogether(stage, crowd, (redis, now) => {
    const limiter = new SlidingWindowLog(redis, { ...options, now })
    return { key: limiter.key('ada'), take: async () => (await limiter.take('ada')).allowed }
  })
  yield outcome('race', 'naive beside safe', crowd.length, limit, { naive, safe })
  yield comparison(limit, naive, safe)
  yield {
    type: 'verdict',
    id: 'race.safe',
    claim: 'the safe version admits exactly the limit, and has recorded each',
    holds: safe.admitted === limit && safe.recorded === limit,
    detail: `${grouped(safe.admitted)} admitted, ${counted(safe.recorded, 'member')}`,
  }
}

function outcome(
  id: string,
  title: string,
  clients: number,
  limit: number,
  found: Readonly<Record<string, Outcome>>,
): TableEvent {
  const all = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'requests' },
      ...Object.keys(found).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: [
      ['sent at once', ...all.map(() => clients)],
      ['admitted', ...all.map(({ admitted }) => marked(admitted, admitted <= limit))],
      ['recorded', ...all.map(({ admitted, recorded }) => marked(recorded, recorded === admitted))],
      ['commands', ...all.map(({ commands }) => commands)],
    ],
  }
}

function comparison(limit: number, naive: Outcome, safe: Outcome): BarsChart {
  return {
    type: 'chart',
    id: 'admitted',
    kind: 'bars',
    title: 'requests admitted',
    unit: 'requests',
    bars: [
      { label: 'limit', value: limit },
      { label: 'naive', value: naive.admitted, mark: naive.admitted > limit ? 'bad' : 'good' },
      { label: 'safe', value: safe.admitted, mark: safe.admitted > limit ? 'bad' : 'good' },
    ],
    words: `At a limit of ${grouped(limit)} the naive version admitted ${grouped(naive.admitted)} and the safe one ${grouped(safe.admitted)}.`,
  }
}
