import {
  type EntryId,
  type EventStream,
  entryTimeMs,
  type PatternError,
} from '../../patterns/stream/index.js'
import type { Event } from '../../scenario/event.js'
import { naiveStream, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { marked, table } from './tables.js'

const ORDERS = [1, 2, 3]
const APART_MS = 1000

export const basics: StreamScenario = {
  name: 'basics',
  title: 'The basics: a log that keeps what was appended',
  summary: 'Three orders are appended and read. Each entry has an id, and reading takes nothing away.',
  uses: [],
  next: [{ command: 'redis-patterns stream tail', why: 'follow what is new, and miss nothing' }],
  run: playBasics,
}

async function* playBasics(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const shop = await stage.actor('shop')
  const log = naiveStream(stage, shop, 'orders')
  const stream = orderStream(stage, shop, 'orders')

  yield {
    type: 'note',
    text: `XADD appends an entry: an id, then fields and values. With * as the id the server takes its time in milliseconds and a counter. This run gives such ids itself, so that it prints the same each time. Here are ${ORDERS.length} orders, ${APART_MS / 1000} s apart.`,
  }
  for (const order of ORDERS) {
    await log.append(order)
    await stage.clock.advance(APART_MS)
  }
  const first = await stream.range()
  const again = await stream.range()
  const start = entryTimeMs(first[0]!.id)
  yield table(
    'entries',
    'XRANGE - +',
    ['id', 'appended', 'order#'],
    first.map(({ id, event }) => [id, `${(entryTimeMs(id) - start) / 1000} s`, event]),
  )
  yield {
    type: 'verdict',
    id: 'basics.order',
    claim: 'entries are read in the order in which they were appended',
    holds: first.map(({ event }) => event).join() === ORDERS.join(),
    detail: `orders ${first.map(({ event }) => event).join(', ')}`,
  }
  const { length, lastId } = await stream.info()
  yield {
    type: 'verdict',
    id: 'basics.kept',
    claim: 'reading takes nothing away',
    holds: length === ORDERS.length && again.length === first.length,
    detail: `read twice, ${again.length} entries each time, ${length} still there`,
  }
  yield* sameId(stage, stream, lastId)
}

async function* sameId(
  stage: StreamStage,
  stream: EventStream<number>,
  lastId: EntryId,
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `The newest id is ${lastId}. Ids only grow: one that is not above it is refused. So a sender that got no reply can send the same id again, and the order is not in the log twice.`,
  }
  const answer = await stream.append(ORDERS.length, { id: lastId }).then(
    () => 'appended',
    (error: PatternError) => error.code,
  )
  const { length } = await stream.info()
  yield table(
    'same-id',
    `order ${ORDERS.length} is sent once more, with its own id`,
    ['asked', 'answer'],
    [
      [`append with id ${lastId}`, marked(answer, answer === 'ID_NOT_NEWER')],
      ['entries in the stream', marked(length, length === ORDERS.length)],
    ],
  )
  yield await stage.state('the key', [stream.key])
  yield {
    type: 'verdict',
    id: 'basics.same-id',
    claim: 'the same id is not appended twice',
    holds: answer === 'ID_NOT_NEWER' && length === ORDERS.length,
    detail: `${answer}, ${length} entries`,
  }
}
