import type { Event } from '../../scenario/event.js'
import { statsTable } from './basics/picture.js'
import { acknowledge, add, NAME, take } from './basics/steps.js'
import type { QueueScenario, QueueStage } from './params.js'
import { openQueue } from './payments.js'

export const basics: QueueScenario = {
  name: 'basics',
  title: 'The basics: add, take, acknowledge',
  summary: 'One job, from the request that adds it to the worker that is done with it.',
  uses: ['lease'],
  next: [{ command: 'redis-patterns queue crash', why: 'a worker dies with a job in its hands' }],
  run: playBasics,
}

async function* playBasics(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const app = await openQueue(stage, 'app', { name: NAME })
  const worker = await openQueue(stage, 'worker-1', { name: NAME })
  const added = yield* add(stage, app)
  const { job, taken } = yield* take(stage, worker)
  const done = yield* acknowledge(stage, { app, worker, job })
  yield {
    type: 'note',
    text: 'stats counts the jobs in each state, all at one moment: Redis knows how long each sorted set is, so no job is looked at. This is what it said after each step.',
  }
  yield statsTable({ added, taken, done })
}
