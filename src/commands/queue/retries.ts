import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import type { QueueScenario, QueueStage } from './params.js'
import { attemptTable, timeline } from './retries/pictures.js'
import { bury } from './retries/bury.js'
import { forget } from './retries/forget.js'
import { revive } from './retries/revive.js'
import { type Attempt, tryUntilDead, waitAfter } from './retries/try.js'

const NAME = 'retries'

export const retries: QueueScenario = {
  name: 'retries',
  title: 'A job that fails',
  summary:
    'The bank is down. The naive worker forgets the job; the safe one tries again, later and later, and then keeps it with its reason.',
  uses: ['attempts', 'backoff'],
  next: [
    {
      command: 'redis-patterns queue retries --attempts 6',
      why: 'two more attempts take four times as long',
    },
    { command: 'redis-patterns queue delayed', why: 'jobs that are due later, from the start' },
  ],
  run: playRetries,
}

async function* playRetries(stage: QueueStage): AsyncGenerator<Event, void, void> {
  yield* forget(stage, NAME)
  const tries = yield* backOff(stage)
  yield* bury(stage, NAME, tries)
  yield* revive(stage, NAME)
}

async function* backOff(stage: QueueStage): AsyncGenerator<Event, Attempt[], void> {
  const { attempts, backoff } = stage.params
  const lastWait = formatDuration(waitAfter(attempts - 1, backoff))
  yield {
    type: 'note',
    text:
      attempts === 1
        ? 'With one attempt nothing is tried again: the first failure is the last.'
        : `The safe worker says fail. The job waits among the delayed, ${formatDuration(backoff)} after the first failure and twice as long after each, up to ${lastWait} here: a bank that is down is not hammered. ${attempts} attempts, then it is over. worker-1 asks 1 ms early each time, in vain.`,
  }
  const tries = await tryUntilDead(stage, NAME)
  yield attemptTable(tries)
  yield {
    type: 'verdict',
    id: 'retries.backoff',
    claim: 'each wait is twice the one before, and no job comes early',
    holds:
      tries.length === attempts &&
      tries.every(({ waitedMs, cameEarly }, index) => !cameEarly && waitedMs === waitAfter(index, backoff)),
    detail: `${counted(tries.length, 'attempt')}, at ${tries.map(({ atMs }) => formatDuration(atMs)).join(', ')}`,
  }
  const took = tries.at(-1)?.atMs ?? 0
  yield {
    type: 'note',
    text: `From the first attempt to the last it takes ${formatDuration(took)}. One attempt more would make it ${formatDuration(took + waitAfter(attempts, backoff))}: a few attempts bridge seconds, a few more bridge hours.`,
  }
  yield timeline(tries)
  return tries
}
