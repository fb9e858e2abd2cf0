import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { ackFirstCrew, naiveCrew, safeCrew } from './crews.js'
import { orders } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { ranges } from './tables.js'
import { LATER_MS, victimOf, Wreck } from './wreck.js'
import { ordersOf, outcomeTable, pendingChart, pendingTable } from './wreckage.js'

export const crash: StreamScenario = {
  name: 'crash',
  title: 'A worker dies with orders in hand',
  summary: 'worker-1 takes all orders, works off a few and dies. What becomes of the others?',
  uses: ['entries', 'claimIdle', 'maxDeliveries'],
  next: [
    { command: 'redis-patterns stream crash --claim-idle 1m', why: 'more patience, a later rescue' },
    { command: 'redis-patterns stream poison', why: 'when it is the order that kills' },
  ],
  run: playCrash,
}

async function* playCrash(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { entries, claimIdle } = stage.params
  const victim = victimOf(entries)

  yield {
    type: 'note',
    text: `worker-1 takes ${entries} orders and dies over order ${victim}. This version sends XACK first and works then. For Redis order ${victim} is done: it is pending for nobody, and nobody will ever get it again.`,
  }
  const early = await new Wreck(stage, 'acked-first', ackFirstCrew).whole()
  yield outcomeTable('crash.acked-first', { 'ack first': early })
  yield {
    type: 'verdict',
    id: 'crash.acked-first',
    claim: 'acknowledged before the work: the order in hand is lost',
    holds: early.neverDone.join() === `${victim}` && early.pending.later?.length === 0,
    detail: `order ${ranges(early.neverDone)} was never done, ${early.pending.later?.length} are pending`,
  }

  yield {
    type: 'note',
    text: `Now XACK comes after the work, so order ${victim} stays pending, with those behind it: under the name of worker-1, which never comes back. worker-2 and worker-3 ask for what is new, and get order ${entries + 1}. Nobody asks for the others.`,
  }
  const naive = await new Wreck(stage, 'no-claim', naiveCrew).whole()
  yield pendingTable('crash.stuck', naive)
  yield {
    type: 'verdict',
    id: 'crash.naive',
    claim: 'what a dead worker had in hand is pending for ever',
    holds: isStuck(naive),
    detail: `${naive.pending.later?.length} orders still pending for worker-1 after ${formatDuration(claimIdle + LATER_MS)}`,
  }
  yield* rescue(stage, { 'ack first': early, 'no claim': naive })
}

async function* rescue(
  stage: StreamStage,
  before: Readonly<Record<'ack first' | 'no claim', Wreck>>,
): AsyncGenerator<Event, void, void> {
  const { entries, claimIdle } = stage.params
  const safe = new Wreck(stage, 'claimed', safeCrew)
  const wait = formatDuration(claimIdle)

  yield {
    type: 'note',
    text: `The library's consumers look for entries that have been idle for ${wait} (--claim-idle). worker-1 dies as before. worker-2 comes after half of that time: worker-1 may be slow, so nothing is taken from it yet, and worker-2 gets the new order only.`,
  }
  await safe.crash()
  await safe.relief()
  yield pendingTable('crash.waiting', safe)
  yield {
    type: 'verdict',
    id: 'crash.patience',
    claim: 'nothing is taken from a worker before that time',
    holds: safe.done['worker-2'].join() === `${entries + 1}`,
    detail: `worker-2 worked off ${ranges(safe.done['worker-2'])}`,
  }

  yield {
    type: 'note',
    text: `After ${wait} comes worker-3 and takes over what worker-1 had, with XAUTOCLAIM. A living worker says now and then that it still works on what it has. Had worker-1 died between its work and the XACK, that order would now be done twice: a group delivers at least once.`,
  }
  await safe.rescue()
  yield pendingTable('crash.rescued', safe)
  yield {
    type: 'verdict',
    id: 'crash.claimed',
    claim: 'then all of it is taken over',
    holds: ordersOf(safe.pending.crash ?? []) === ranges(safe.done['worker-3']),
    detail: `worker-3 worked off ${ranges(safe.done['worker-3'])}`,
  }
  yield* sideBySide(stage, { ...before, library: safe })
}

async function* sideBySide(
  { params: { entries, claimIdle } }: StreamStage,
  wrecks: Readonly<Record<'ack first' | 'no claim' | 'library', Wreck>>,
): AsyncGenerator<Event, void, void> {
  const safe = wrecks.library
  yield {
    type: 'note',
    text: `Side by side. Acknowledged first, an order is lost, and no claim can bring it back. Without a claim, ${wrecks['no claim'].pending.later?.length} orders are stuck. The bars show for how long the orders of worker-1 were pending.`,
  }
  yield outcomeTable('crash', wrecks)
  yield pendingChart(claimIdle, { 'no claim': wrecks['no claim'], library: safe })
  yield {
    type: 'verdict',
    id: 'crash.safe',
    claim: 'with a claim every order is done, and here each is done once',
    holds: safe.allDone.join() === orders(entries + 1).join() && safe.pending.later?.length === 0,
    detail: `${safe.allDone.length} done, ${safe.neverDone.length} never, ${safe.pending.later?.length} pending`,
  }
}

function isStuck({ pending, done }: Wreck): boolean {
  const { crash: atCrash = [], later = [] } = pending
  const sameOrders = ordersOf(atCrash) === ordersOf(later)
  const sameOwner = later.every(({ consumer }) => consumer === 'worker-1')
  return later.length > 0 && sameOrders && sameOwner && done['worker-3'].length === 0
}
