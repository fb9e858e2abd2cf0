import type { Event } from '../../../scenario/event.js'
import type { QueueStage } from '../params.js'
import { Bank, openQueue, PAYMENT, queueKey } from '../payments.js'

const HOUR_MS = 3_600_000

/** The dead letter is sent again when its reason is gone. */
export async function* revive(stage: QueueStage, name: string): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'An hour later the bank is back. dead.retry lets the dead letter wait again, with all of its attempts. worker-1 takes it as attempt 1, and this time it works.',
  }
  const support = await openQueue(stage, 'support', { name })
  const worker = await openQueue(stage, 'worker-1', { name })
  const bank = new Bank(stage, name)
  await stage.clock.advance(HOUR_MS)
  const revived = await support.dead.retry(PAYMENT.order)
  const [job] = await worker.take(1)
  if (job !== undefined) await bank.charge(await stage.actor('worker-1'), job.payload)
  const ack = job && (await worker.ack(job))
  const charged = await bank.charged(await stage.actor('audit'))
  yield await stage.state('the letter is gone, the card is charged', [
    queueKey(stage, name, 'dead'),
    bank.charges,
  ])
  yield {
    type: 'verdict',
    id: 'retries.revived',
    claim: 'a dead letter can be sent again',
    holds: revived === 1 && job?.attempt === 1 && ack === 'done' && charged.length === 1,
    detail: `${revived} revived, attempt ${job?.attempt}: ${ack}; ${charged.length} charge`,
  }
}
