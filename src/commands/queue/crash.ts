import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { dieWithLease, dieWithList, dieWithPop } from './crash/die.js'
import { fateTable, timeline } from './crash/pictures.js'
import { DIES_AFTER_MS, gotAt, type Story, timesOf } from './crash/story.js'
import { twice } from './crash/twice.js'
import type { QueueScenario, QueueStage } from './params.js'

export const crash: QueueScenario = {
  name: 'crash',
  title: 'A worker dies with a job in its hands',
  summary:
    'The worker is killed after it took the job. With RPOP the job is gone. With a lease another gets it.',
  uses: ['lease'],
  next: [
    {
      command: 'redis-patterns queue crash --lease 5m',
      why: 'a longer lease: the job waits longer for its second worker',
    },
    { command: 'redis-patterns queue slow', why: 'a worker that is not dead, only slow' },
  ],
  run: playCrash,
}

async function* playCrash(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const later = formatDuration(timesOf(stage).at(-1) ?? 0)
  yield {
    type: 'note',
    text: `worker-1 takes the job with RPOP. From here on the job is only in the memory of worker-1, which is killed before it charges the card. worker-2 asks four times, the last time after ${later}: there is no job, and nothing says that there was one.`,
  }
  const pop = await dieWithPop(stage)
  yield await stage.state('what is left in Redis', pop.keys)
  yield {
    type: 'verdict',
    id: 'crash.naive',
    claim: 'the job is gone, and the card is not charged',
    holds: gotAt(pop) === undefined && pop.kept === 0 && pop.charged === 0,
    detail: `worker-2 asked ${pop.tries.length} times in vain; ${pop.kept} jobs in Redis, ${pop.charged} charges`,
  }

  yield {
    type: 'note',
    text: 'The next version of the tutorials moves the job with LMOVE to a list of jobs in progress. When worker-1 is killed, the job is still there. But nobody looks at that list, for nobody can tell a job of the dead from a job of the living.',
  }
  const list = await dieWithList(stage)
  yield await stage.state('what is left in Redis', list.keys)
  yield {
    type: 'verdict',
    id: 'crash.list',
    claim: 'the job is kept, and nobody does it',
    holds: gotAt(list) === undefined && list.kept === 1 && list.charged === 0,
    detail: `worker-2 asked ${list.tries.length} times in vain; ${list.kept} job in Redis, ${list.charged} charges`,
  }
  yield* leased(stage, pop, list)
  yield* twice(stage)
}

async function* leased(stage: QueueStage, pop: Story, list: Story): AsyncGenerator<Event, void, void> {
  const { lease } = stage.params
  yield {
    type: 'note',
    text: `With a lease the job is worker-1's for ${formatDuration(lease)}. Dead, it does not renew it. Whoever takes jobs also looks for leases that ran out: worker-2 gets the job at ${formatDuration(lease)}, not 1 ms earlier, as attempt 2.`,
  }
  const safe = await dieWithLease(stage)
  yield fateTable({ RPOP: pop, LMOVE: list, lease: safe })
  yield {
    type: 'verdict',
    id: 'crash.safe',
    claim: 'another worker gets the job when the lease is over, not earlier',
    holds: gotAt(safe) === lease && safe.charged === 1,
    detail: `after ${formatDuration(gotAt(safe) ?? Infinity)}; ${safe.charged} charge`,
  }
  yield {
    type: 'note',
    text: `The lease has its price: for ${formatDuration(lease - DIES_AFTER_MS)} after the crash nobody works on the job. A shorter one brings it back sooner, and must be renewed more often by those who are alive.`,
  }
  yield timeline(lease, safe)
}
