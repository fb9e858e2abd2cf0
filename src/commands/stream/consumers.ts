import type { GroupConsumer, GroupOptions } from '../../patterns/stream/index.js'
import { BLOCK_MS } from './hands.js'
import type { StreamStage } from './params.js'

/** The work on an order. It throws when the order cannot be worked off. */
export type Handle = (order: number) => void

/** One read takes all that is there, and acknowledgements go together: before the next read, and at the end. */
const ALL = 1000
const AT_THE_END_MS = 60_000

/** Only a scene in which something is wrong lasts so long; then its verdicts say what. */
const LIMIT_MS = 5_000

/** A failed entry is there again at once: to wait for it would take real time. */
export function consumerOptions(
  { params }: StreamStage,
  consumer: string,
  signal?: AbortSignal,
): GroupOptions {
  const { claimIdle: claimIdleMs, maxDeliveries } = params
  const now = { batchSize: ALL, blockMs: BLOCK_MS, ackDelayMs: AT_THE_END_MS, retryDelayMs: 0 }
  return { consumer, claimIdleMs, maxDeliveries, ...now, ...(signal && { signal }) }
}

/** Lets a consumer work until it is stopped, and closes it. */
export async function work(
  consumer: GroupConsumer<number>,
  handle: Handle,
  stop: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LIMIT_MS)])
  await consumer.run(({ event }) => handle(event), { signal })
}
