import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import type { Delivery, GroupConsumer, StreamEvent } from '../../../src/patterns/stream/index.js'

/** The next deliveries of a consumer, which stay in its hands. */
export async function takeMany<Event>(
  consumer: GroupConsumer<Event>,
  count: number,
): Promise<Delivery<Event>[]> {
  const taken: Delivery<Event>[] = []
  const deliveries = consumer[Symbol.asyncIterator]()
  while (taken.length < count) {
    const { value } = await deliveries.next()
    if (value === undefined) throw new Error('the consumer has ended')
    taken.push(value)
  }
  return taken
}

export async function takeOne<Event>(consumer: GroupConsumer<Event>): Promise<Delivery<Event>> {
  return (await takeMany(consumer, 1))[0] as Delivery<Event>
}

/** The next events of a loop over a tail or a replay. */
export async function nextEvents<Event>(
  entries: AsyncIterator<{ event: Event }>,
  count: number,
): Promise<Event[]> {
  const events: Event[] = []
  while (events.length < count) {
    const { done, value } = await entries.next()
    if (done === true) throw new Error('the loop has ended')
    events.push(value.event)
  }
  return events
}

/** Makes what a consumer has pending look as if it had been idle for an hour: no test waits for that. */
export async function age(redis: RedisLike, key: string, group: string, consumer: string): Promise<void> {
  const rows = (await redis.xpending(key, group, '-', '+', 10_000, consumer)) as [id: string][]
  for (const [id] of rows) {
    await redis.call('xclaim', key, group, consumer, 0, id, 'IDLE', 3_600_000, 'JUSTID')
  }
}

/** An `onEvent` that keeps what it is told. */
export function recorder() {
  const events: StreamEvent[] = []
  return {
    onEvent: (event: StreamEvent) => void events.push(event),
    of: <Type extends StreamEvent['type']>(type: Type) =>
      events.filter((event): event is Extract<StreamEvent, { type: Type }> => event.type === type),
  }
}
