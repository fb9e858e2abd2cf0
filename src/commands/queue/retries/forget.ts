import type { Event } from '../../../scenario/event.js'
import { BankError } from '../bank-error.js'
import type { QueueStage } from '../params.js'
import { openNaive, PAYMENT } from '../payments.js'

/** The naive worker has no place for a job that failed. */
export async function* forget(stage: QueueStage, name: string): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'The bank answers 503. The naive worker has popped the job already; it logs the error, at best, and asks for the next job. This one is gone, although the bank may be back in a second.',
  }
  const [app, worker] = [await openNaive(stage, 'app', name), await openNaive(stage, 'worker-1', name)]
  await app.add(PAYMENT)
  const first = await worker.poll(failing)
  const second = await worker.poll(failing)
  yield await stage.state('what is left of the job', [app.key])
  yield {
    type: 'verdict',
    id: 'retries.naive',
    claim: 'a job that fails once is gone',
    holds: first === 'failed' && second === 'empty',
    detail: `first ${first}, then ${second}`,
  }
}

function failing(): never {
  throw new BankError('503 Service Unavailable')
}
