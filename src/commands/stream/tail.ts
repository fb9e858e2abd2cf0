import type { Event, Lane, TimelineChart } from '../../scenario/event.js'
import { arrivals, type Round } from './arrivals.js'
import { idsOf, orders, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { naiveReader, type OpenReader, safeReader } from './readers.js'
import { marked, ranges, table } from './tables.js'
import { begun } from './watch.js'

const APART_MS = 1000

export const tail: StreamScenario = {
  name: 'tail',
  title: 'Follow a stream: $ or your own last id',
  summary: 'A reader waits for new orders. Some arrive while it is busy with the one before.',
  uses: ['entries'],
  next: [
    { command: 'redis-patterns stream tail --entries 50', why: 'more orders, more that are missed' },
    { command: 'redis-patterns stream tail --seed 2', why: 'they arrive at other moments' },
  ],
  run: playTail,
}

async function* playTail(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { entries } = stage.params
  const rounds = arrivals(entries, stage.rng)
  const busy = rounds.flatMap(({ whileBusy }) => whileBusy)

  yield {
    type: 'note',
    text: `XREAD BLOCK waits for entries after an id, and $ stands for the end of the stream at the moment of the call. ${entries} orders come, one a second; ${busy.length} of them while the reader is busy. When it calls again, the end has moved past those.`,
  }
  const naive = await follow(stage, 'from-end', rounds, naiveReader)
  yield readersTable('tail.naive', entries, { $: naive })
  yield {
    type: 'verdict',
    id: 'tail.naive',
    claim: 'reading from $ misses what arrives between two reads',
    holds: missed(entries, naive).join() === busy.join() && busy.length > 0,
    detail: `${missed(entries, naive).length} of ${entries} missed: ${ranges(missed(entries, naive))}`,
  }

  yield {
    type: 'note',
    text: 'The same orders at the same moments. A tail asks once where the end is. From then on it reads after the last id that it has read itself, so what came meanwhile is in the next reply.',
  }
  const safe = await follow(stage, 'from-own-id', rounds, safeReader)
  yield readersTable('tail', entries, { $: naive, 'own last id': safe })
  yield {
    type: 'verdict',
    id: 'tail.safe',
    claim: 'reading on from the own last id misses nothing',
    holds: safe.join() === orders(entries).join(),
    detail: `${safe.length} of ${entries}, in order`,
  }

  yield {
    type: 'note',
    text: 'Second by second: each order when it arrived, and whether it was ever read. What $ misses are those that came while the reader was busy.',
  }
  yield chart(rounds, { $: naive, 'own last id': safe })
}

/** What a reader has read when all orders have come: it waits for one, and others arrive while it works on that. */
async function follow(
  stage: StreamStage,
  name: string,
  rounds: readonly Round[],
  open: OpenReader,
): Promise<number[]> {
  const stream = orderStream(stage, await stage.actor('shop'), name, { trim: 'never' })
  const nextId = idsOf(stage)
  const append = async (order: number) => {
    await stream.append(order, { id: nextId() })
    await stage.clock.advance(APART_MS)
  }
  const reader = await open(stage, name)
  const got: number[] = []
  for (const { wakes, whileBusy } of rounds) {
    const reading = reader.read()
    await begun(stage, stream.key)
    await append(wakes)
    got.push(...(await reading))
    for (const order of whileBusy) await append(order)
    if (whileBusy.length > 0) got.push(...(await reader.catchUp(whileBusy.at(-1)!)))
  }
  return got
}

function missed(entries: number, got: readonly number[]): number[] {
  return orders(entries).filter((order) => !got.includes(order))
}

type Readers = Record<string, readonly number[]>

function readersTable(id: string, entries: number, readers: Readers): Event {
  const rows = Object.entries(readers).map(([from, got]) => {
    const lost = missed(entries, got).length
    return [from, ranges(got), marked(lost, lost === 0)]
  })
  return table(id, `${entries} orders, one reader`, ['reads after', 'orders read', 'missed#'], rows)
}

function chart(rounds: readonly Round[], readers: Readers): TimelineChart {
  const entries = rounds.flatMap(({ wakes, whileBusy }) => [wakes, ...whileBusy]).length
  const lanes = Object.entries(readers).map(([label, got]): Lane => ({
    label,
    spans: [],
    points: orders(entries).map((order) => {
      const isRead = got.includes(order)
      return { at: order - 1, label: isRead ? 'read' : 'missed', mark: isRead ? 'good' : 'bad' }
    }),
  }))
  const busy = rounds.filter(({ whileBusy }) => whileBusy.length > 0)
  const spans = busy.map(({ wakes, whileBusy }) => ({
    from: wakes - 1,
    to: wakes - 1 + whileBusy.length + 0.5,
    label: 'busy',
  }))
  return {
    type: 'chart',
    id: 'tail.arrivals',
    kind: 'timeline',
    title: 'each order, when it arrived',
    unit: 's',
    from: 0,
    to: entries,
    lanes: [{ label: 'the reader', spans }, ...lanes],
    words: Object.entries(readers)
      .map(([from, got]) => `read after ${from}: ${got.length} of ${entries} orders`)
      .join('; ')
      .concat('.'),
  }
}
