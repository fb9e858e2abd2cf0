import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { dueTable, timeline } from './delayed/pictures.js'
import {
  addToSet,
  delayedOrders,
  type Followed,
  restartAtMs,
  takeFromSet,
  withTimers,
} from './delayed/follow.js'
import type { QueueScenario, QueueStage } from './params.js'
import { queueKey } from './payments.js'

const NAME = 'delayed'

export const delayed: QueueScenario = {
  name: 'delayed',
  title: 'Jobs that are due later',
  summary:
    'Three payments are due later. The app is restarted meanwhile: timers are gone, a sorted set is not.',
  uses: ['delay'],
  next: [
    { command: 'redis-patterns queue delayed --delay 24h', why: 'a day costs nothing more: nobody waits' },
    { command: 'redis-patterns queue priorities', why: 'a job that must not wait' },
  ],
  run: playDelayed,
}

async function* playDelayed(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const [half, delay] = [formatDuration(restartAtMs(stage)), formatDuration(stage.params.delay)]
  yield {
    type: 'note',
    text: `The naive app calls setTimeout and adds each job when its time has come; the last is due in ${delay}. After ${half} the app is deployed anew. What was only in a timer of the old process is gone.`,
  }
  const naive = await withTimers(stage, NAME)
  yield dueTable({ setTimeout: naive })
  const lost = missing(naive)
  const later = delayedOrders(stage).filter(({ dueMs }) => dueMs > restartAtMs(stage))
  yield {
    type: 'verdict',
    id: 'delayed.naive',
    claim: 'jobs in timers do not survive a restart',
    holds: lost.length > 0 && lost.join() === later.map(({ order }) => order).join(),
    detail: `${lost.join(', ') || 'none'} never came`,
  }

  yield* fromSet(stage, naive)
}

async function* fromSet(stage: QueueStage, naive: Followed): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'The safe app adds them at once with delayMs, here the last one first. They wait in a sorted set. The score is the time at which each is due, in ms since 1970.',
  }
  await addToSet(stage, NAME)
  yield await stage.state('while they wait', [queueKey(stage, NAME, 'delayed')])

  yield {
    type: 'note',
    text: 'Whoever takes jobs first moves those that are due to the others that wait. worker-1 asks 1 ms before each is due, and when it is.',
  }
  const safe = await takeFromSet(stage, NAME)
  yield dueTable({ setTimeout: naive, delayMs: safe })
  yield {
    type: 'verdict',
    id: 'delayed.safe',
    claim: 'each job comes when it is due, restart or not, and not 1 ms earlier',
    holds: delayedOrders(stage).every(({ order, dueMs }) => safe.get(order)?.gotAtMs === dueMs),
    detail: [...safe]
      .map(([order, { gotAtMs }]) => `${order} after ${formatDuration(gotAtMs ?? Infinity)}`)
      .join(', '),
  }
  yield {
    type: 'note',
    text: 'While they wait they are in Redis and nowhere else. No process waits with them, so any process can end.',
  }
  yield timeline(safe)
}

function missing(followed: Followed): string[] {
  return [...followed].flatMap(([order, { gotAtMs }]) => (gotAtMs === undefined ? [order] : []))
}
