import type { Worker } from '../../../patterns/queue/index.js'
import type { QueueStage } from '../params.js'
import { Bank, openQueue, type Payment, payments } from '../payments.js'

/** Long, so that nothing is renewed while the scene lasts. */
const LEASE_MS = 60_000

export interface AtWork {
  worker: Worker<Payment>
  /** The handler's. */
  signal: AbortSignal
  /** Lets the handler come to its end. */
  finish(): void
}

/** Two jobs are added, and a worker as `queue.work` makes it has begun the first. */
export async function beginWork(stage: QueueStage, name: string): Promise<AtWork> {
  const app = await openQueue(stage, 'app', { name, leaseMs: LEASE_MS })
  const queue = await openQueue(stage, 'worker-1', { name, leaseMs: LEASE_MS })
  const redis = await stage.actor('worker-1')
  const bank = new Bank(stage, name)
  await app.addMany(payments(2).map((payload) => ({ payload, id: payload.order })))
  return new Promise((resolve) => {
    const worker = queue.work(async (job, { signal }) => {
      await new Promise<void>((finish, giveUp) => {
        signal.addEventListener('abort', () => giveUp(signal.reason as Error))
        resolve({ worker, signal, finish })
      })
      await bank.charge(redis, job.payload)
    })
  })
}
