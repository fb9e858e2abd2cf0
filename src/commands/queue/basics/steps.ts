import type { LeasedJob, Queue, QueueStats } from '../../../patterns/queue/index.js'
import { formatDuration } from '../../../scenario/duration.js'
import type { Event } from '../../../scenario/event.js'
import type { QueueStage } from '../params.js'
import { openQueue, PAYMENT, type Payment, queueKey } from '../payments.js'

export const NAME = 'pay'
const ID = PAYMENT.order

/** What `stats` says then, as the other steps. */
export async function* add(stage: QueueStage, app: Queue<Payment>): AsyncGenerator<Event, QueueStats, void> {
  yield {
    type: 'note',
    text: `A request wants ada's card charged. The app adds a job and answers at once; a worker will do it. The id of the job, ${ID}, is its idempotency key: when the answer to an add was lost, the app adds it again.`,
  }
  const first = await app.add(PAYMENT, { id: ID })
  const again = await app.add(PAYMENT, { id: ID })
  const stats = await app.stats()
  yield await stage.state('the job waits', keys(stage, 'waiting', 'payloads'))
  yield {
    type: 'verdict',
    id: 'basics.key',
    claim: 'the same id is no second job',
    holds: first.added && !again.added && stats.waiting === 1,
    detail: `the second add found it ${again.added ? 'nowhere' : again.state}; ${stats.waiting} waits`,
  }
  return stats
}

export async function* take(
  stage: QueueStage,
  worker: Queue<Payment>,
): AsyncGenerator<Event, { job: LeasedJob<Payment> | undefined; taken: QueueStats }, void> {
  const other = await openQueue(stage, 'worker-2', { name: NAME })
  yield {
    type: 'note',
    text: `worker-1 takes the job: one script moves it from waiting to active, where its score is the end of the lease, in ${formatDuration(stage.params.lease)}. Its record names the lease, worker-1.1, and the attempt, 1. worker-2 finds nothing.`,
  }
  const [job] = await worker.take(1)
  const others = await other.take(1)
  const taken = await worker.stats()
  yield await stage.state('the job is held', keys(stage, 'active', 'jobs'))
  yield {
    type: 'verdict',
    id: 'basics.lease',
    claim: 'one worker holds a job at a time',
    holds: job?.id === ID && others.length === 0,
    detail: `worker-1 holds ${job?.id ?? 'nothing'}, worker-2 ${others[0]?.id ?? 'nothing'}`,
  }
  return { job, taken }
}

interface Settling {
  app: Queue<Payment>
  worker: Queue<Payment>
  job: LeasedJob<Payment> | undefined
}

export async function* acknowledge(
  stage: QueueStage,
  { app, worker, job }: Settling,
): AsyncGenerator<Event, QueueStats, void> {
  yield {
    type: 'note',
    text: 'The card is charged, so worker-1 acknowledges. Only now the job is forgotten, except for its id: the app that asks again after a minute learns that it is done.',
  }
  const outcome = job && (await worker.ack(job))
  await stage.clock.advance(60_000)
  const again = await app.add(PAYMENT, { id: ID })
  const done = await app.stats()
  yield await stage.state('what is left', keys(stage, 'active', 'done'))
  yield {
    type: 'verdict',
    id: 'basics.done',
    claim: 'a job that is done is not done again',
    holds: outcome === 'done' && !again.added && again.state === 'done' && done.waiting + done.active === 0,
    detail: `${outcome}; the third add found it ${again.added ? 'nowhere' : again.state}`,
  }
  return done
}

function keys(stage: QueueStage, ...parts: string[]): string[] {
  return parts.map((part) => queueKey(stage, NAME, part))
}
