import { orderStream } from './orders.js'
import type { StreamStage } from './params.js'

/** One worker: takes an order, works on it, and says so. */
export interface Hand {
  take(): Promise<{ order: number; done(): Promise<void> }>
  close(): Promise<void>
}

export type OpenHand = (stage: StreamStage, name: string, worker: string) => Promise<Hand>

export const GROUP = 'billing'

/** Less than what is left until a consumer looks for idle entries: that would be another time in each run. */
export const BLOCK_MS = 1000

/** Reads the stream by itself, from the start. */
export const loneHand: OpenHand = async (stage, name, worker) => {
  const tail = orderStream(stage, await stage.actor(worker), name).tail({ from: 'start' })
  return {
    async take() {
      const { value } = await tail.next()
      return { order: value?.event ?? 0, done: async () => {} }
    },
    close: () => tail.close(),
  }
}

/** Reads as a member of the group, one entry at a time. */
export const groupHand: OpenHand = async (stage, name, worker) => {
  const stream = orderStream(stage, await stage.actor(worker), name)
  const consumer = stream.group(GROUP, { consumer: worker, batchSize: 1, blockMs: BLOCK_MS })
  const deliveries = consumer[Symbol.asyncIterator]()
  return {
    async take() {
      const { value } = await deliveries.next()
      return {
        order: value?.event ?? 0,
        async done() {
          value?.ack()
          await consumer.flush()
        },
      }
    },
    close: () => consumer.close(),
  }
}
