import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, TableEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import { block } from './idle/block.js'
import { IDLE_MS, type Idled, poll } from './idle/poll.js'
import type { QueueScenario, QueueStage } from './params.js'

export const idle: QueueScenario = {
  name: 'idle',
  title: 'Nothing to do: poll or wait',
  summary:
    'For a minute there is no job, then one comes. One worker asks all the time, the other waits on a key.',
  uses: ['poll'],
  next: [
    { command: 'redis-patterns queue idle --poll 1s', why: 'fewer commands, and the job waits longer' },
    { command: 'redis-patterns queue crash', why: 'a worker dies with a job in its hands' },
  ],
  run: playIdle,
}

async function* playIdle(stage: QueueStage): AsyncGenerator<Event, void, void> {
  const every = formatDuration(stage.params.poll)
  yield {
    type: 'note',
    text: `The naive worker asks with RPOP, sleeps ${every} and asks again, whether there is work or not. When a job comes, it waits until the worker wakes up. Sleep longer and jobs wait longer; sleep less and Redis does more for nothing.`,
  }
  const polled = await poll(stage, 'poll')
  yield idleTable({ poll: polled })
  yield {
    type: 'verdict',
    id: 'idle.poll',
    claim: 'a worker that polls asks in vain, and is late all the same',
    holds: polled.sent === Math.ceil(IDLE_MS / stage.params.poll) && polled.waitedMs > 0,
    detail: `${grouped(polled.sent)} times in vain; then the job waited ${formatDuration(polled.waitedMs)}`,
  }

  yield {
    type: 'note',
    text: 'queue.work looks once and sends BLPOP on a connection of its own. add leaves a wake-up, Redis answers the BLPOP, and the worker takes the job. The last argument of BLPOP says how many seconds it waits at most; then the worker looks once more, for a wake-up can be lost.',
  }
  const waited = await block(stage, 'wait')
  yield idleTable({ poll: polled, wait: waited })
  yield {
    type: 'verdict',
    id: 'idle.wait',
    claim: 'a worker that waits sends nothing more, and starts at once',
    holds: waited.sent === 2 && waited.waitedMs === 0,
    detail: `${waited.sent} commands until it waits; then the job waited ${formatDuration(waited.waitedMs)}`,
  }
}

/** One column for each version. */
function idleTable(versions: Readonly<Record<string, Idled>>): TableEvent {
  const all = Object.values(versions)
  return {
    type: 'table',
    id: `idle-${all.length}`,
    title: `${formatDuration(IDLE_MS)} without a job, then one`,
    columns: [{ label: '' }, ...Object.keys(versions).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['commands in the idle minute', ...all.map(({ sent }) => sent)],
      ['asks again after', ...all.map(({ everyMs }) => formatDuration(everyMs))],
      ['so, in a real minute', ...all.map(({ perMinute }) => perMinute)],
      ['the job waited', ...all.map(({ waitedMs }) => late(waitedMs))],
    ],
  }
}

function late(waitedMs: number): Cell {
  return { value: formatDuration(waitedMs), mark: waitedMs === 0 ? 'good' : 'bad' }
}
