import type { Event } from '../../scenario/event.js'
import type { QueueScenario, QueueStage } from './params.js'
import { orderTable } from './priorities/picture.js'
import { serveByPriority, serveFromList } from './priorities/serve.js'
import { starve } from './priorities/starve.js'
import { PRIORITY, URGENT } from './priorities/urgent.js'

export const priorities: QueueScenario = {
  name: 'priorities',
  title: 'Priorities: the urgent one comes first',
  summary: 'Many jobs wait when an urgent one is added. A list serves it last, the queue first.',
  uses: ['jobs'],
  next: [
    { command: 'redis-patterns queue priorities --jobs 100', why: 'a longer list before the urgent job' },
    { command: 'redis-patterns queue workers', why: 'many workers share the jobs' },
  ],
  run: playPriorities,
}

async function* playPriorities(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const { jobs } = stage.params
  yield {
    type: 'note',
    text: `${jobs} payments wait in a list when an urgent one comes. A list has two ends and no priorities, so the urgent job is done after all of them.`,
  }
  const naive = await serveFromList(stage)
  yield orderTable('list', { list: naive })
  yield {
    type: 'verdict',
    id: 'priorities.naive',
    claim: 'a list serves the urgent job last',
    holds: place(naive) === jobs + 1,
    detail: `served as number ${place(naive)} of ${naive.length}`,
  }

  yield {
    type: 'note',
    text: `The same load. Those who wait are a sorted set here: the score is (1000 − priority) × 2^42 plus a number that counts up. With priority ${PRIORITY} the urgent job has the lowest score and comes first; equal priorities keep their order.`,
  }
  const safe = await serveByPriority(stage)
  yield orderTable('order', { list: naive, priority: safe })
  yield {
    type: 'verdict',
    id: 'priorities.safe',
    claim: 'the urgent job is first, the others keep their order',
    holds: place(safe) === 1 && safe.slice(1).join() === naive.slice(0, -1).join(),
    detail: `served as number ${place(safe)} of ${safe.length}`,
  }
  yield* starve(stage)
}

function place(served: readonly string[]): number {
  return served.indexOf(URGENT.order) + 1
}
