import type { Connection } from '../../engine/engine.js'
import { type EntryId, entryId, EventStream, type StreamOptions } from '../../patterns/stream/index.js'
import { NaiveStream } from '../../patterns/stream/naive.js'
import type { StreamStage } from './params.js'

/** 1, 2, 3, …: each event is the number of an order. */
export function orders(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** The stream of orders as the library keeps it. It is closed with the scene. */
export function orderStream(
  { namespace, clock, use }: StreamStage,
  redis: Connection,
  name: string,
  options: Partial<StreamOptions<number>> = {},
): EventStream<number> {
  return use(new EventStream<number>(redis, { prefix: namespace, name, now: clock.now, ...options }))
}

/** The same stream by its naive twin. */
export function naiveStream(stage: StreamStage, redis: Connection, name: string): NaiveStream<number> {
  return new NaiveStream<number>(redis, { prefix: stage.namespace, name, ids: idsOf(stage) })
}

/** Ids as the server makes them, but by the clock of the run: the server's would differ each time. */
export function idsOf({ clock }: StreamStage): () => EntryId {
  let [lastMs, counter] = [-1, 0]
  return () => {
    counter = clock.now() === lastMs ? counter + 1 : 0
    lastMs = clock.now()
    return entryId(`${lastMs}-${counter}`)
  }
}

/** Puts the orders 1, 2, 3, … into a stream, in one step. */
export async function fill(stage: StreamStage, name: string): Promise<EntryId[]> {
  const stream = orderStream(stage, await stage.actor('shop'), name)
  return stream.appendMany(orders(stage.params.entries))
}
