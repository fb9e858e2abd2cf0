import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import type { QueueScenario, QueueStage } from './params.js'
import { workMsOf, workRenewing, workSilently } from './slow/runs.js'
import { slowTable, timeline } from './slow/pictures.js'

export const slow: QueueScenario = {
  name: 'slow',
  title: 'A slow worker is not a dead one',
  summary: 'The work takes longer than the lease. A worker that does not renew it loses the job to another.',
  uses: ['lease'],
  next: [{ command: 'redis-patterns queue retries', why: 'a job that fails' }],
  run: playSlow,
}

async function* playSlow(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const { lease } = stage.params
  const [leaseTime, workTime] = [formatDuration(lease), formatDuration(workMsOf(stage))]
  yield {
    type: 'note',
    text: `The bank is slow: a charge takes ${workTime}, the lease is ${leaseTime}. worker-1 does not renew it. From outside it looks dead, so after ${leaseTime} worker-2 has the job, too, and both do it. What worker-1 says in the end is answered with lost, and changes nothing.`,
  }
  const silent = await workSilently(stage)
  yield slowTable({ 'no renewal': silent })
  yield {
    type: 'verdict',
    id: 'slow.naive',
    claim: 'without renewal two workers do the same job',
    holds: silent.booked === 2 && silent.firstAck === 'lost',
    detail: `${silent.booked} bookings; worker-1 is told ${silent.firstAck}`,
  }

  yield {
    type: 'note',
    text: `extend puts the end of the lease ${leaseTime} ahead again. worker-1 does that three times in each ${leaseTime}, so two may be late. worker-2 asks as often, and gets nothing. A worker made with queue.work renews by itself, all of its jobs with one command.`,
  }
  const renewing = await workRenewing(stage)
  yield slowTable({ 'no renewal': silent, renewal: renewing })
  yield {
    type: 'verdict',
    id: 'slow.safe',
    claim: 'with renewal the job stays with its worker and is done once',
    holds: renewing.booked === 1 && renewing.firstAck === 'done' && renewing.secondGotAtMs === undefined,
    detail: `${renewing.renewals.length} renewals, ${renewing.booked} booking; worker-1 is told ${renewing.firstAck}`,
  }
  yield {
    type: 'note',
    text: `Both runs as a picture. Without renewal two work on the same job for ${formatDuration(silent.firstEndsAtMs - (silent.secondGotAtMs ?? silent.firstEndsAtMs))}, and neither knows of the other.`,
  }
  yield timeline(silent, renewing)
}
