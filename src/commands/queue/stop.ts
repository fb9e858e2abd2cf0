import type { Event } from '../../scenario/event.js'
import type { QueueScenario, QueueStage } from './params.js'
import { stopTable } from './stop/picture.js'
import { pausing } from './stop/pausing.js'
import { close, closeNow, end, type Stopped, WORK_MS } from './stop/stops.js'
import { formatDuration } from '../../scenario/duration.js'

export const stop: QueueScenario = {
  name: 'stop',
  title: 'Stop without losing anything',
  summary: 'A deploy stops a worker that has a job in its hands. It finishes the job, or gives it back.',
  uses: [],
  next: [
    { command: 'redis-patterns queue crash', why: 'the stop that cannot be graceful' },
    { command: 'redis-patterns queue workers', why: 'many workers, some of them die' },
  ],
  run: playStop,
}

async function* playStop(stage: QueueStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'Each deploy stops every worker. The naive one ends at once, with a job in its hands that nobody else has. So a deploy loses up to one job for each worker.',
  }
  const ended = await end(stage, 'ended')
  yield stopTable('ended', { exit: ended })
  yield {
    type: 'verdict',
    id: 'stop.naive',
    claim: 'a worker that just ends loses its job',
    holds: ended.fate === 'lost',
    detail: `the job is ${ended.fate}`,
  }

  yield {
    type: 'note',
    text: `worker.close() takes no further job, waits for the handler, which needs ${formatDuration(WORK_MS)} more, and acknowledges. The other job stays in the queue for worker-2. Call it on SIGTERM, and give the process more time to end than the handler needs.`,
  }
  const finished = await close(stage, 'finished')
  yield stopTable('finished', { exit: ended, close: finished })
  yield {
    type: 'verdict',
    id: 'stop.finished',
    claim: 'close finishes the job in hand, and takes no other',
    holds: finished.fate === 'done' && finished.waiting === 1,
    detail: `the job is ${finished.fate}, ${finished.waiting} waits`,
  }
  yield* returned(stage, { exit: ended, close: finished })
  yield* pausing(stage)
}

async function* returned(
  stage: QueueStage,
  before: Readonly<Record<string, Stopped>>,
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'When there is no time, close({ timeoutMs: 0 }) aborts the signal of the handler and gives the job back to its old place. worker-2 has it at once, not when a lease runs out, and as attempt 1 again: a deploy is no failure of the job.',
  }
  const back = await closeNow(stage, 'returned')
  yield stopTable('returned', { ...before, 'close now': back })
  yield {
    type: 'verdict',
    id: 'stop.returned',
    claim: 'a job that is given back is taken at once, and lost no attempt',
    holds: back.fate === 'returned' && back.attempt === 1 && back.reason === 'WorkerClosedError',
    detail: `the job is ${back.fate}, its handler is told ${back.reason}; worker-2 has it as attempt ${back.attempt}`,
  }
}
