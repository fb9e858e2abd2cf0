import type { Event } from '../../../scenario/event.js'
import type { QueueStage } from '../params.js'
import { openQueue } from '../payments.js'
import type { Attempt } from './try.js'

/** What is known of a job that failed for good. */
export async function* bury(
  stage: QueueStage,
  name: string,
  tries: readonly Attempt[],
): AsyncGenerator<Event, void, void> {
  const last = tries.at(-1)
  yield {
    type: 'note',
    text: `After attempt ${tries.length} fail answered ${last?.outcome}: the job is a dead letter now. It is out of the way of the others, and kept with its payload and the reason of its last failure, for a person to look at.`,
  }
  const queue = await openQueue(stage, 'support', { name })
  const letters = await queue.dead.list()
  const stats = await queue.stats()
  const [letter] = letters
  yield {
    type: 'table',
    id: 'dead',
    title: 'dead letters',
    columns: [{ label: 'id' }, { label: 'customer' }, { label: 'attempts' }, { label: 'reason' }],
    rows: letters.map(({ id, payload, attempts, reason }) => [
      id,
      payload?.customer ?? null,
      attempts,
      `${reason.name}: ${reason.message}`,
    ]),
  }
  yield {
    type: 'verdict',
    id: 'retries.dead',
    claim: 'the job is kept, with the reason of its last failure',
    holds: letters.length === 1 && letter?.reason.message === last?.error && stats.dead === 1,
    detail: `${stats.dead} dead, ${stats.waiting + stats.delayed} to come: ${letter?.reason.message}`,
  }
}
