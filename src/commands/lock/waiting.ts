import type { Event, Reply } from '../../scenario/event.js'
import { counted, grouped } from '../../scenario/text.js'
import type { LockScenario, LockStage } from './params.js'
import { oneWaits } from './waiting/one.js'
import { poll } from './waiting/poll.js'
import { APPS, queueUp } from './waiting/queue.js'
import { mostOvertaken, overtakers, type Served } from './waiting/served.js'
import { costChart, costTable, orderChart, orderTable, perAcquire } from './waiting/tables.js'

/** Each acquires with three commands; the first time that somebody waits in a process, it takes some more. */
const PER_ACQUIRE = 3
const PER_PROCESS = 5

export const waiting: LockScenario = {
  name: 'waiting',
  title: 'Many wait: a hot loop or a queue',
  summary:
    'Many want the lock at once. First each asks again and again, then they stand in a queue in Redis.',
  uses: ['ttl', 'waiters'],
  next: [
    {
      command: 'redis-patterns lock waiting --waiters 200',
      why: 'a longer queue',
    },
    { command: 'redis-patterns lock redlock', why: 'a lock on several servers' },
  ],
  run: playWaiting,
}

async function* playWaiting(stage: LockStage): AsyncGenerator<Event, void, void> {
  const { waiters, ttl } = stage.params
  stage.recordReplies('lock-acquire.lua', wholeLease(ttl))

  yield {
    type: 'note',
    text: `One holds the naive lock. ${waiters} others come, one after the other, are refused, and ask again at once, in a loop. One command goes at a time, and the seed draws whose it is, so nobody is faster than the others. Still most of them ask in vain, and who came first means nothing.`,
  }
  const naive = await poll(stage)
  yield orderTable('polled', 'who is served when', { naive })
  yield {
    type: 'verdict',
    id: 'waiting.naive',
    claim: 'in a hot loop chance says who is next',
    holds: mostOvertaken(naive) > 0,
    detail: `${overtakers(naive).filter(Boolean).length} of ${waiters} were overtaken, one of them by ${counted(mostOvertaken(naive), 'other')}; ${grouped(naive.sent)} commands`,
  }

  yield* oneWaits(stage)

  yield {
    type: 'note',
    text: `Now ${waiters} wait, on ${APPS} app servers, and come in the same order. Nobody polls: each release names the next one in the same step, so nobody can come between. (To show that it is alive, each waiter asks about once in claimMs. Here that is a minute, so that none does while the scene lasts.)`,
  }
  const fair = await queueUp(stage)
  yield orderTable('order', 'who is served when', { naive, fair })
  yield orderChart({ naive, fair })
  yield {
    type: 'verdict',
    id: 'waiting.order',
    claim: 'first come, first served: nobody overtakes',
    holds: fair.order.length === waiters && mostOvertaken(fair) === 0,
    detail: `${fair.order.length} of ${waiters} had the lock, and ${overtakers(fair).filter(Boolean).length} were overtaken`,
  }
  yield* compare(naive, fair)
}

function* compare(naive: Served, fair: Served): Generator<Event, void, void> {
  yield {
    type: 'note',
    text: `Both beside each other, for ${fair.acquires} acquires. In the queue each takes three commands: join, claim, hand over. A few more are needed when somebody waits in a process for the first time. The loop grows with the number of those who wait; and here nobody worked while the others asked.`,
  }
  yield costTable({ naive, fair })
  yield costChart({ naive, fair })
  yield {
    type: 'verdict',
    id: 'waiting.commands',
    claim: 'about three commands for each acquire, however many wait',
    holds: fair.sent <= PER_ACQUIRE * fair.acquires + PER_PROCESS * (APPS + 1),
    detail: `${commandsOf(fair)} in the queue, ${commandsOf(naive)} in the hot loop`,
  }
}

function commandsOf(served: Served): string {
  return `${perAcquire(served)} each`
}

/** The reply tells the ms that the lease still has. By the run's own clock, which stands still, that is all of it. */
function wholeLease(ttlMs: number): (reply: Reply) => Reply {
  return (reply) => {
    const [ahead, left] = Array.isArray(reply) ? reply : []
    return ahead !== undefined && Number(left) > 0 ? [ahead, ttlMs] : reply
  }
}
