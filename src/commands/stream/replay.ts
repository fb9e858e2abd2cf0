import { type EntryId, entryId, type EventStream } from '../../patterns/stream/index.js'
import type { Cell, Event } from '../../scenario/event.js'
import { GROUP, groupHand } from './hands.js'
import { idsOf, orders, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { ranges, table } from './tables.js'

type Range = NonNullable<Parameters<EventStream<number>['replay']>[0]>

const APART_MS = 60_000
const PAGE = 5

export const replay: StreamScenario = {
  name: 'replay',
  title: 'Replay: read again from any id',
  summary: 'A new service reads all orders from the first one on, from an id, or from a moment.',
  uses: ['entries'],
  next: [{ command: 'redis-patterns stream beside', why: 'what pub/sub would have kept: nothing' }],
  run: playReplay,
}

const LOG = 'history'

/** What was asked for, and what came. */
interface Reading {
  asked: string
  wanted: number[]
  got: number[]
}

async function* playReplay(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { entries } = stage.params
  const all = orders(entries)
  const start = stage.clock.now()

  yield {
    type: 'note',
    text: `${entries} orders came, one a minute. Today somebody writes a report and needs them all. XRANGE reads from any id to any other, in pages: the next page begins behind the last id. An id is a time, so "since 9 o'clock" is an id as well.`,
  }
  const ids = await appendOneByOne(stage)
  await oneDoneOneInHand(stage)
  const before = await standing(stage)
  const stream = orderStream(stage, await stage.actor('report'), LOG)
  const middle = Math.ceil(entries / 2)
  const since = start + (entries - 3) * APART_MS
  const readings: Reading[] = []
  const read = async (asked: string, range: Range, wanted: number[]) => {
    const got: number[] = []
    for await (const { event } of stream.replay({ ...range, pageSize: PAGE })) got.push(event)
    readings.push({ asked, wanted, got })
  }
  await read('from the start', {}, all)
  await read('from the start, again', {}, all)
  await read(`from the id of order ${middle}`, { from: ids[middle - 1]! }, all.slice(middle - 1))
  await read(`since minute ${(since - start) / APART_MS}`, { from: entryId(String(since)) }, all.slice(-3))
  yield readingsTable(readings)
  yield {
    type: 'verdict',
    id: 'replay.exact',
    claim: 'each replay gives just what was asked for, in order, also the second time',
    holds: readings.every(({ wanted, got }) => got.join() === wanted.join()),
    detail: readings.map(({ got }) => got.length).join(', '),
  }
  yield* untouched(stage, before)
}

/** One order a minute; nobody needs to see that. */
async function appendOneByOne(stage: StreamStage): Promise<EntryId[]> {
  const stream = orderStream(stage, await stage.actor('till', { shown: 2 }), LOG)
  const nextId = idsOf(stage)
  const ids: EntryId[] = []
  for (const order of orders(stage.params.entries)) {
    ids.push(await stream.append(order, { id: nextId() }))
    await stage.clock.advance(APART_MS)
  }
  return ids
}

/** A group that is at work meanwhile: one order is acknowledged, the next one is pending. */
async function oneDoneOneInHand(stage: StreamStage): Promise<void> {
  const hand = await groupHand(stage, LOG, 'worker-1')
  await (await hand.take()).done()
  await hand.take()
  await hand.close()
}

async function* untouched(stage: StreamStage, before: Standing): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `The group ${GROUP} has a position of its own, and so has every reader. The report did not move it, acknowledged nothing and removed nothing. Only trimming limits how far back a replay can go.`,
  }
  const after = await standing(stage)
  const rows: Cell[][] = [
    ['entries in the stream', before.length, after.length],
    ['not delivered to the group yet', before.lag, after.lag],
    ['pending in the group', before.pending, after.pending],
  ]
  yield table('replay.group', `the group ${GROUP}`, ['', 'before#', 'after#'], rows)
  yield {
    type: 'verdict',
    id: 'replay.untouched',
    claim: 'a replay changes nothing for anybody else',
    holds: after.pending === 1 && JSON.stringify(before) === JSON.stringify(after),
    detail: `${after.length} entries, ${after.pending} pending, before and after`,
  }
}

/** How the stream and its group stand. A lag that the server cannot tell is a dash. */
interface Standing {
  length: number
  lag: number | string
  pending: number
}

async function standing(stage: StreamStage): Promise<Standing> {
  const stream = orderStream(stage, await stage.actor('shop'), LOG)
  const billing = stream.group(GROUP)
  const { length } = await stream.info()
  return { length, lag: (await billing.lag()) ?? '–', pending: (await billing.pending()).count }
}

function readingsTable(readings: readonly Reading[]): Event {
  const rows = readings.map(({ asked, got }) => [asked, ranges(got), got.length])
  return table('replay.readings', 'what the report asked for', ['asked', 'orders', 'how many#'], rows)
}
