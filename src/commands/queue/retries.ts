import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { BankError } from './bank-error.js'
import type { QueueScenario, QueueStage } from './params.js'
import { openNaive, openQueue, PAYMENT } from './payments.js'
import { attemptTable, timeline } from './retries/pictures.js'
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
  yield* naive(stage)
  const tries = yield* backOff(stage)
  yield* buried(stage, tries)
  yield* revive(stage, NAME)
}

async function* naive(stage: QueueStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'The bank answers 503. The naive worker has popped the job already; it logs the error, at best, and asks for the next job. This one is gone, although the bank may be back in a second.',
  }
  const [app, worker] = [await openNaive(stage, 'app', NAME), await openNaive(stage, 'worker-1', NAME)]
  await app.add(PAYMENT)
  const first = await worker.poll(failing)
  const second = await worker.poll(failing)
  yield await stage.state('what is left of the job', [app.key])
  yield {
    type: 'verdict',
    id: 'retries.naive',
    claim: 'a job that fails once is gone',
    holds: first === 'failed' && second === 'empty',
    detail: `first ${first}, then ${second}`,
  }
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
  yield timeline(tries)
  yield {
    type: 'verdict',
    id: 'retries.backoff',
    claim: 'each wait is twice the one before, and no job comes early',
    holds:
      tries.length === attempts &&
      tries.every(({ waitedMs, cameEarly }, index) => !cameEarly && waitedMs === waitAfter(index, backoff)),
    detail: `${counted(tries.length, 'attempt')}, at ${tries.map(({ atMs }) => formatDuration(atMs)).join(', ')}`,
  }
  return tries
}

async function* buried(stage: QueueStage, tries: readonly Attempt[]): AsyncGenerator<Event, void, void> {
  const last = tries.at(-1)
  yield {
    type: 'note',
    text: `After attempt ${tries.length} fail answered ${last?.outcome}: the job is a dead letter now. It is out of the way of the others, and kept with its payload and the reason of its last failure, for a person to look at.`,
  }
  const queue = await openQueue(stage, 'support', { name: NAME })
  const letters = await queue.dead.list()
  const stats = await queue.stats()
  const [letter] = letters
  yield {
    type: 'table',
    id: 'dead',
    title: 'dead letters',
    columns: [{ label: 'id' }, { label: 'customer' }, { label: 'attempts' }, { label: 'reason' }],
    rows: letters.map(({ id, payload, attempts, reason }) => [
      id,
      payload?.customer ?? null,
      attempts,
      `${reason.name}: ${reason.message}`,
    ]),
  }
  yield {
    type: 'verdict',
    id: 'retries.dead',
    claim: 'the job is kept, with the reason of its last failure',
    holds: letters.length === 1 && letter?.reason.message === last?.error && stats.dead === 1,
    detail: `${stats.dead} dead, ${stats.waiting + stats.delayed} to come: ${letter?.reason.message}`,
  }
}

function failing(): never {
  throw new BankError('503 Service Unavailable')
}
