import type { EntryId } from '../../patterns/stream/index.js'
import type { Event } from '../../scenario/event.js'
import { GROUP } from './hands.js'
import { type Ledger, REASON, ROUNDS, workOff } from './ledger.js'
import { orders, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { lettersTable, outcomes, triesChart } from './poison-tables.js'
import { naiveWork, safeWork } from './poisoned.js'
import { ranges } from './tables.js'

const LOG = 'guarded'

export const poison: StreamScenario = {
  name: 'poison',
  title: 'A poison order: it fails each time',
  summary: 'One order cannot be worked off. It holds up all others, or becomes a dead letter.',
  uses: ['entries', 'maxDeliveries', 'claimIdle'],
  next: [
    { command: 'redis-patterns stream poison --max-deliveries 1', why: 'no second try' },
    { command: 'redis-patterns stream poison --seed 2', why: 'another order is the poison' },
  ],
  run: playPoison,
}

async function* playPoison(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { entries, maxDeliveries } = stage.params
  const bad = stage.rng.int(2, entries - 1)

  yield {
    type: 'note',
    text: `Order ${bad} names an item that does not exist, so its handler throws. The naive worker begins each round with what it has left pending: order ${bad}, again. After ${ROUNDS} rounds it is no further, and would not be after a million.`,
  }
  const naive = await workOff(stage, 'unguarded', bad, naiveWork)
  yield outcomes('poison.naive', entries, bad, { naive })
  yield {
    type: 'verdict',
    id: 'poison.naive',
    claim: 'a poison order is tried for ever and holds up all behind it',
    holds: naive.tries.get(bad) === ROUNDS && naive.done.join() === orders(bad - 1).join(),
    detail: `order ${bad} was tried ${naive.tries.get(bad)} times; ${entries - bad} behind it were never tried`,
  }

  yield {
    type: 'note',
    text: `Redis counts how often it has delivered each pending entry. The library's consumer goes on with the others, tries order ${bad} again, and after ${maxDeliveries} deliveries moves it to a stream of dead letters, with its reason, in one step.`,
  }
  const safe = await workOff(stage, LOG, bad, safeWork)
  yield outcomes('poison', entries, bad, { naive, safe })
  yield {
    type: 'verdict',
    id: 'poison.safe',
    claim: 'it is tried so often and no more, and all others are done',
    holds: safe.tries.get(bad) === maxDeliveries && safe.done.length === entries - 1,
    detail: `order ${bad} was tried ${safe.tries.get(bad)} times; ${safe.done.length} of ${entries} are done`,
  }

  yield {
    type: 'note',
    text: `Each try costs what the handler costs: a query, a call to a payment service, a page of log. The naive worker was stopped after ${ROUNDS} rounds for this run only.`,
  }
  yield triesChart(bad, { naive, safe })
  yield* deadLetters(stage, bad, safe)
}

async function* deadLetters(
  stage: StreamStage,
  bad: number,
  ledger: Ledger,
): AsyncGenerator<Event, void, void> {
  const billing = orderStream(stage, await stage.actor('shop'), LOG).group(GROUP)
  yield {
    type: 'note',
    text: 'A dead letter is the entry and why it was given up. Somebody should look at it: an alarm on the length of this stream is worth having. When the cause is mended, redrive appends the entry to the stream again, as a new one.',
  }
  const letters = await billing.deadLetters()
  yield lettersTable(letters)
  ledger.cure()
  ledger.deadLetters = 0
  const back: (EntryId | null)[] = []
  for (const { id } of letters) back.push(await billing.redrive(id))
  await safeWork(stage, LOG, ledger.job, ROUNDS)
  yield await stage.state('after redrive: the orders, and their dead letters', [
    orderStream(stage, await stage.actor('shop'), LOG).key,
    billing.deadLetterKey,
  ])
  yield {
    type: 'verdict',
    id: 'poison.letter',
    claim: 'the dead letter tells which order it was and why',
    holds: letters.length === 1 && letters[0]?.event === bad && letters[0].reason === REASON,
    detail: letters.map(({ event, reason }) => `order ${event}: ${reason}`).join(),
  }
  yield {
    type: 'verdict',
    id: 'poison.redrive',
    claim: 'put back after the repair, it is done',
    holds: back.length === 1 && back[0] !== null && ledger.done.includes(bad),
    detail: `done: ${ranges(ledger.done.toSorted((one, other) => one - other))}`,
  }
}
