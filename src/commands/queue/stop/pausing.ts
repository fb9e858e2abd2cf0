import type { Event } from '../../../scenario/event.js'
import type { QueueStage } from '../params.js'
import { openQueue, PAYMENT } from '../payments.js'

/** The bank is being repaired: all workers stand still, in whatever process, and no job is lost. */
export async function* pausing(stage: QueueStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'To stop all workers at once, support pauses the queue: one field in Redis, which each take reads. Requests still add jobs. After resume they are taken as always.',
  }
  const open = (actor: string) => openQueue(stage, actor, { name: 'paused' })
  const [support, app, worker] = [await open('support'), await open('app'), await open('worker-1')]
  await support.pause()
  await app.add(PAYMENT, { id: PAYMENT.order })
  const before = await worker.take(1)
  const paused = await support.stats()
  await support.resume()
  const after = await worker.take(1)
  const resumed = await support.stats()
  yield {
    type: 'table',
    id: 'pause',
    title: 'a queue is paused, then resumed',
    columns: [{ label: '' }, { label: 'paused' }, { label: 'resumed' }],
    rows: [
      ['worker-1 is given', before[0]?.id ?? 'nothing', after[0]?.id ?? 'nothing'],
      ['waiting', paused.waiting, resumed.waiting],
      ['held', paused.active, resumed.active],
    ],
  }
  yield {
    type: 'verdict',
    id: 'stop.paused',
    claim: 'a paused queue gives nothing and loses nothing',
    holds: paused.paused && before.length === 0 && !resumed.paused && after[0]?.id === PAYMENT.order,
    detail: `${before.length} taken while paused, ${after.length} after`,
  }
}
