import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import type { QueueScenario, QueueStage } from './params.js'
import { naiveDesk, safeDesk } from './workers/desk.js'
import { type Load, LONGEST_MS, planLoad, RESTART_MS, SHORTEST_MS, unharmed } from './workers/load.js'
import { shareBars, shareTable, speedBars } from './workers/pictures.js'
import { type Shift, workShift } from './workers/shift.js'

export const workers: QueueScenario = {
  name: 'workers',
  title: 'Many workers, some of them die',
  summary:
    'Several workers share the jobs. Some are killed at work, and started again. Who did what, and what is lost?',
  uses: ['workers', 'jobs', 'crashRate', 'lease'],
  next: [
    { command: 'redis-patterns queue workers --crash-rate 100', why: 'every job kills its first worker' },
    { command: 'redis-patterns queue workers --seed 2', why: 'other jobs, other moments' },
  ],
  run: playWorkers,
}

async function* playWorkers(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const { jobs, workers: count } = stage.params
  const load = planLoad(stage)
  const fatal = load.fatal.size
  yield {
    type: 'note',
    text: `${count} workers share ${jobs} payments, which take ${formatDuration(SHORTEST_MS)} to ${formatDuration(LONGEST_MS)} each. ${fatal} of them ${fatal === 1 ? 'kills its worker' : 'kill their workers'} in the middle of the work, the first time. A new process takes the place of a dead one after ${formatDuration(RESTART_MS)}. With RPOP the job is gone.`,
  }
  const naive = await workShift(stage, naiveDesk(stage, 'popped'), load)
  yield shareTable('popped', { naive })
  yield {
    type: 'verdict',
    id: 'workers.naive',
    claim: 'with RPOP every crash loses a job',
    holds: naive.crashes === fatal && naive.lost === fatal,
    detail: `${naive.done} of ${jobs} done, ${naive.lost} lost in ${crashes(naive)}`,
  }
  yield* leased(stage, load, naive)
  yield* faster(stage, load)
}

async function* leased(stage: QueueStage, load: Load, naive: Shift): AsyncGenerator<Event, void, void> {
  const { jobs, lease } = stage.params
  yield {
    type: 'note',
    text: `The same payments, the same crashes, with leases. The jobs of the dead come again when their leases of ${formatDuration(lease)} run out, so the last one is done later. Each worker takes its next job when it is free, and two never get the same.`,
  }
  const safe = await workShift(stage, safeDesk(stage, 'leased'), load)
  yield shareTable('leased', { naive, safe })
  yield {
    type: 'verdict',
    id: 'workers.safe',
    claim: 'every job is done, and each of them once',
    holds: safe.done === jobs && safe.twice === 0 && safe.left === 0 && safe.crashes === load.fatal.size,
    detail: `${safe.done} of ${jobs} done, ${safe.twice} twice, ${safe.left} left, in spite of ${crashes(safe)}`,
  }
  const counts = safe.shares.map(({ jobs: each }) => each)
  yield {
    type: 'note',
    text: `Between ${Math.min(...counts)} and ${Math.max(...counts)} jobs each: a worker with short jobs, or without a crash, does more of them. Nobody has planned that, and nobody has to.`,
  }
  yield shareBars(safe)
}

async function* faster(stage: QueueStage, load: Load): AsyncGenerator<Event, void, void> {
  const { workers: count } = stage.params
  yield {
    type: 'note',
    text: `And without crashes: one worker does them all, then ${count} share them. The queue makes ${count} workers as good as ${count} queues, as long as the work is slower than Redis.`,
  }
  const healthy = unharmed(load)
  const one = await workShift(stage, safeDesk(stage, 'alone'), healthy, 1)
  const many = await workShift(stage, safeDesk(stage, 'shared'), healthy)
  yield speedBars(one, many)
  yield {
    type: 'verdict',
    id: 'workers.speed',
    claim: 'more workers are done sooner',
    holds: many.done === one.done && many.tookMs < one.tookMs,
    detail: `${formatDuration(one.tookMs)} alone, ${formatDuration(many.tookMs)} with ${count}`,
  }
}

function crashes({ crashes: count }: Shift): string {
  return `${count} ${count === 1 ? 'crash' : 'crashes'}`
}
