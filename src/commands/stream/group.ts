import type { Cell, Event } from '../../scenario/event.js'
import { GROUP } from './hands.js'
import { fill, orders, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { LOG, type Moment, type Work, workAlone, workTogether } from './sharing.js'
import { ranges, table } from './tables.js'

export const group: StreamScenario = {
  name: 'group',
  title: 'A group shares the work',
  summary: 'Several workers read one stream: first each by itself, then as a group.',
  uses: ['entries', 'consumers'],
  next: [
    { command: 'redis-patterns stream group --consumers 6', why: 'more workers, fewer orders for each' },
    { command: 'redis-patterns stream crash', why: 'when one of them dies' },
  ],
  run: playGroup,
}

async function* playGroup(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { entries, consumers } = stage.params
  const workers = Array.from({ length: consumers }, (_, index) => `worker-${index + 1}`)

  yield {
    type: 'note',
    text: `${entries} orders are in the stream, and ${consumers} workers read it, each by itself. A stream is not a queue: reading removes nothing, so everybody gets everything. That is right for different jobs, and wrong when the workers are to share one: each order is billed ${consumers} times.`,
  }
  await fill(stage, LOG)
  const alone = await workAlone(stage, workers)
  yield workTable('group.alone', 'each by itself', alone)
  yield {
    type: 'verdict',
    id: 'group.alone',
    claim: 'without a group every worker gets every order',
    holds: timesDone(alone, entries).every((times) => times === consumers),
    detail: `${entries} orders, ${total(alone)} times worked on`,
  }

  yield {
    type: 'note',
    text: `XGROUP CREATE makes the group ${GROUP}: one position in the stream for all its members. XREADGROUP with > gives a worker what no other member has got. What it got stays pending, under its name, until XACK says that it is done.`,
  }
  const { work, moments } = await workTogether(stage, workers)
  yield workTable('group.together', 'as a group', work)
  yield {
    type: 'verdict',
    id: 'group.once',
    claim: 'the group works on every order once',
    holds: timesDone(work, entries).every((times) => times === 1),
    detail: `${entries} orders, ${total(work)} times worked on`,
  }
  yield* standing(stage, entries, moments)
}

async function* standing(
  stage: StreamStage,
  entries: number,
  moments: readonly Moment[],
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'Two numbers tell how a group is doing. The lag counts what was not delivered to anybody yet: it grows when there are too few workers. Pending is what was delivered and not acknowledged: it grows when workers hang or die.',
  }
  const rows = moments.map(({ when, lag, pending }): Cell[] => [when, lag ?? '–', pending])
  yield table('group.lag', `the group ${GROUP}`, ['when', 'lag#', 'pending#'], rows)
  const { key } = orderStream(stage, await stage.actor('shop'), LOG)
  yield await stage.state(`all ${entries} are still there, for other groups`, [key])
  if (moments.some(({ lag }) => lag === undefined))
    yield { type: 'skip', what: 'the lag of a group', needs: 'XINFO GROUPS with a lag, from Redis 7.0 on' }
  const adds = moments.every(({ lag, pending }, index) => {
    const done = index === moments.length - 1 ? entries : 0
    return lag === undefined || lag + pending + done === entries
  })
  yield {
    type: 'verdict',
    id: 'group.lag',
    claim: 'every order is in the lag, or pending, or done',
    holds: adds && moments.at(-1)?.pending === 0,
    detail: moments.map(({ lag, pending }) => `${lag ?? '–'} + ${pending}`).join(', then '),
  }
}

function workTable(id: string, title: string, work: Work): Event {
  const rows = [...work].map(([worker, done]) => [worker, ranges(done), done.length])
  return table(id, title, ['worker', 'orders', 'how many#'], rows)
}

function timesDone(work: Work, entries: number): number[] {
  const all = [...work.values()].flat()
  return orders(entries).map((order) => all.filter((done) => done === order).length)
}

function total(work: Work): number {
  return [...work.values()].flat().length
}
