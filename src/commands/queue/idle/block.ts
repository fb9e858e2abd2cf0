import type { QueueStage } from '../params.js'
import { openQueue, PAYMENT } from '../payments.js'
import { IDLE_MS, type Idled } from './poll.js'
import { waits } from './waits.js'

/** A worker as `queue.work` makes it. It is closed with its first job, so that it does not wait for another. */
export async function block(stage: QueueStage, name: string): Promise<Idled> {
  const app = await openQueue(stage, 'app', { name, leaseMs: IDLE_MS })
  const queue = await openQueue(stage, 'worker-1', { name, leaseMs: IDLE_MS })
  const waiting = waits(await stage.actor('worker-1'))
  const before = stage.sent()
  let startedAt = Infinity
  const worker = queue.work(() => {
    startedAt = stage.clock.now()
    void worker.close()
  })
  const everyMs = await waiting
  await stage.clock.advance(IDLE_MS)
  const sent = stage.sent() - before
  await app.add(PAYMENT, { id: PAYMENT.order })
  const addedAt = stage.clock.now()
  await worker.ended
  return { sent, everyMs, perMinute: sent * (IDLE_MS / everyMs), waitedMs: startedAt - addedAt }
}
