import { compareIds } from '../../patterns/stream/index.js'
import type { Event } from '../../scenario/event.js'
import { appender } from './growth.js'
import { orders, orderStream } from './orders.js'
import type { StreamStage } from './params.js'
import { marked, table } from './tables.js'

/** A reader that sleeps while its stream is trimmed. */
export async function* slowReader(stage: StreamStage, total: number): AsyncGenerator<Event, void, void> {
  const { maxlen } = stage.params
  const half = Math.floor(maxlen / 2)
  yield {
    type: 'note',
    text: `Trimming does not ask who has read what. A reader had read ${half} orders when it fell asleep; it wakes up after all ${total} and reads on after its last id. XREAD gives what is left and says nothing of the gap. Compare the own last id with the oldest entry, or bound the stream by more than your longest outage.`,
  }
  const name = 'slow'
  const stream = orderStream(stage, await stage.actor('reader'), name)
  const append = await appender(stage, name, { maxLen: maxlen })
  const tail = stream.tail({ from: 'start' })
  const got: number[] = []
  const readTo = async (order: number) => {
    while (got.at(-1) !== order) got.push((await tail.next()).value?.event ?? order)
  }
  for (const order of orders(half)) await append(order)
  await readTo(half)
  const bookmark = tail.lastId!
  for (const order of orders(total).slice(half)) await append(order)
  const { firstId } = await stream.info()
  await readTo(total)
  const missed = total - got.length
  const isTold = compareIds(firstId!, bookmark) > 0
  yield table(
    'trim.reader',
    'the slow reader',
    ['', 'orders#'],
    [
      ['read before it slept', half],
      ['read when it woke up', got.length - half],
      ['missed', marked(missed, missed === 0)],
    ],
  )
  yield {
    type: 'verdict',
    id: 'trim.reader',
    claim: 'who reads too slowly misses what was trimmed',
    holds: missed > 0 && got[half] === half + missed + 1,
    detail: `${missed} of ${total}; after order ${half} comes order ${got[half]}`,
  }
  yield {
    type: 'verdict',
    id: 'trim.told',
    claim: 'and can see it: the oldest entry is newer than its own last id',
    holds: isTold,
    detail: `${firstId} is above ${bookmark}`,
  }
}
