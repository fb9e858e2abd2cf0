import type { Queue } from '../../../patterns/queue/index.js'
import type { QueueStage } from '../params.js'
import { openNaive, openQueue, type Payment, payments } from '../payments.js'
import { PRIORITY, URGENT } from './urgent.js'

/** The urgent one is added last. What the worker gets, in its order. */
export async function serveFromList(stage: QueueStage): Promise<string[]> {
  const app = await openNaive(stage, 'app', 'list')
  const worker = await openNaive(stage, 'worker-1', 'list')
  for (const payment of [...payments(stage.params.jobs), URGENT]) await app.add(payment)
  const served: string[] = []
  while ((await worker.poll(({ order }) => served.push(order))) === 'done');
  return served
}

export async function serveByPriority(stage: QueueStage): Promise<string[]> {
  const app = await openQueue(stage, 'app', { name: 'priorities' })
  const worker = await openQueue(stage, 'worker-1', { name: 'priorities' })
  await app.addMany(payments(stage.params.jobs).map((payload) => ({ payload, id: payload.order })))
  await app.add(URGENT, { id: URGENT.order, priority: PRIORITY })
  const served: string[] = []
  for (let ids = await serveOne(worker); ids.length > 0; ids = await serveOne(worker)) served.push(...ids)
  return served
}

/** The id of the job, if there was one. */
export async function serveOne(worker: Queue<Payment>): Promise<string[]> {
  const jobs = await worker.take(1)
  for (const job of jobs) await worker.ack(job)
  return jobs.map(({ id }) => id)
}
