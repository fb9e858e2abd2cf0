import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, Lane, TimelineChart } from '../../scenario/event.js'
import { ackFirstCrew, naiveCrew, safeCrew } from './crews.js'
import { orders } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { marked, ranges, table } from './tables.js'
import { LATER_MS, type Outcome, type PendingOrder, victimOf, wreck } from './wreck.js'

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

const LABELS = { ackedFirst: 'ack first', naive: 'no claim', safe: 'library' }
type Outcomes = Partial<Record<keyof typeof LABELS, Outcome>>

async function* playCrash(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { entries, claimIdle } = stage.params
  const victim = victimOf(entries)
  const outcomes: Outcomes = {}

  yield {
    type: 'note',
    text: `worker-1 takes ${entries} orders and dies over order ${victim}. This version sends XACK first and works then. For Redis order ${victim} is done: it is pending for nobody, and nobody will ever get it again.`,
  }
  const first = (outcomes.ackedFirst = await wreck(stage, 'acked-first', ackFirstCrew(stage, 'acked-first')))
  yield outcomeTable('crash.acked-first', entries, outcomes)
  yield {
    type: 'verdict',
    id: 'crash.acked-first',
    claim: 'acknowledged before the work: the order in hand is lost',
    holds: neverDone(entries, first).join() === `${victim}` && first.pending.later.length === 0,
    detail: `order ${ranges(neverDone(entries, first))} was never done, ${first.pending.later.length} are pending`,
  }

  yield {
    type: 'note',
    text: `Now XACK comes after the work, so order ${victim} stays pending, with those behind it: under the name of worker-1, which never comes back. worker-2 and worker-3 ask for what is new, and get order ${entries + 1}. Nobody asks for the others.`,
  }
  const naive = (outcomes.naive = await wreck(stage, 'no-claim', naiveCrew(stage, 'no-claim')))
  yield pendingTable('crash.stuck', naive)
  yield {
    type: 'verdict',
    id: 'crash.naive',
    claim: 'what a dead worker had in hand is pending for ever',
    holds: isStuck(naive),
    detail: `${naive.pending.later.length} orders still pending for worker-1 after ${formatDuration(claimIdle + LATER_MS)}`,
  }
  yield* rescue(stage, outcomes)
}

async function* rescue(stage: StreamStage, outcomes: Outcomes): AsyncGenerator<Event, void, void> {
  const { entries, claimIdle } = stage.params
  yield {
    type: 'note',
    text: `The library's consumers run XAUTOCLAIM: what has been idle for ${formatDuration(claimIdle)} goes to whoever asks. worker-2 comes after half of that and gets the new order only. worker-3 comes in time, and inherits. Had worker-1 died between its work and the XACK, that order would be done twice: a group delivers at least once.`,
  }
  const safe = (outcomes.safe = await wreck(stage, 'claimed', safeCrew(stage, 'claimed')))
  yield pendingTable('crash.rescued', safe)
  yield {
    type: 'verdict',
    id: 'crash.patience',
    claim: 'nothing is taken from a worker before that time',
    holds: safe.done['worker-2'].join() === `${entries + 1}`,
    detail: `worker-2 worked off ${ranges(safe.done['worker-2'])}`,
  }

  yield {
    type: 'note',
    text: `Side by side: ${formatDuration(claimIdle)} after the crash the library has nothing pending any more. A living worker looks for idle entries every ${formatDuration(claimIdle / 2)}, and says every ${formatDuration(Math.round(claimIdle / 3000) * 1000)} that it still works on what it has, so long work is not taken away.`,
  }
  yield outcomeTable('crash', entries, outcomes)
  yield chart(claimIdle, outcomes)
  yield {
    type: 'verdict',
    id: 'crash.safe',
    claim: 'a claim rescues every order, and each is done once',
    holds:
      allDone(safe)
        .toSorted((one, other) => one - other)
        .join() === orders(entries + 1).join() && safe.pending.atClaim.length === 0,
    detail: `worker-3 took over ${safe.done['worker-3'].length}, ${safe.pending.atClaim.length} pending`,
  }
}

function allDone({ done }: Outcome): number[] {
  return Object.values(done).flat()
}

function neverDone(entries: number, outcome: Outcome): number[] {
  return orders(entries + 1).filter((order) => !allDone(outcome).includes(order))
}

function isStuck({ pending, done }: Outcome): boolean {
  const same =
    ranges(pending.later.map(({ order }) => order)) === ranges(pending.atCrash.map(({ order }) => order))
  return (
    pending.later.length > 0 &&
    same &&
    pending.later.every(({ consumer }) => consumer === 'worker-1') &&
    done['worker-3'].length === 0
  )
}

/** What is pending for whom, at three moments. */
function pendingTable(id: string, { pending }: Outcome): Event {
  const moments = {
    'after the crash': pending.atCrash,
    'worker-3 has come': pending.atClaim,
    'an hour later': pending.later,
  }
  const rows = Object.entries(moments).flatMap(([when, entries]) => pendingRows(when, entries))
  return table(id, 'XPENDING', ['when', 'consumer', 'orders', 'idle#', 'deliveries#'], rows)
}

/** One row for those that are alike. */
function pendingRows(when: string, entries: readonly PendingOrder[]): Cell[][] {
  if (entries.length === 0) return [[when, '–', marked('nothing', true), null, null]]
  const alike = new Map<string, PendingOrder[]>()
  for (const entry of entries) {
    const kind = [entry.consumer, entry.idleMs, entry.deliveries].join()
    alike.set(kind, [...(alike.get(kind) ?? []), entry])
  }
  return [...alike.values()].map((some) => {
    const { consumer, idleMs, deliveries } = some[0] as PendingOrder
    return [when, consumer, ranges(some.map(({ order }) => order)), formatDuration(idleMs), deliveries]
  })
}

function outcomeTable(id: string, entries: number, outcomes: Outcomes): Event {
  const rows = Object.entries(outcomes).map(([version, outcome]): Cell[] => {
    const [lost, left] = [neverDone(entries, outcome), outcome.pending.later.length]
    return [
      LABELS[version as keyof Outcomes],
      new Set(allDone(outcome)).size,
      marked(left, left === 0),
      marked(lost.length - left, lost.length === left),
    ]
  })
  return table(id, `${entries + 1} orders, one dead worker`, ['version', 'done#', 'stuck#', 'lost#'], rows)
}

/** From the crash on. */
function chart(claimIdle: number, outcomes: Outcomes): TimelineChart {
  const to = claimIdle * 2
  const lanes = Object.entries(outcomes).map(([version, outcome]) =>
    lane(LABELS[version as keyof Outcomes], outcome, claimIdle, to),
  )
  return {
    type: 'chart',
    id: 'crash.pending',
    kind: 'timeline',
    title: 'how long the orders of worker-1 are pending',
    unit: 's',
    from: 0,
    to: to / 1000,
    lanes,
    words: lanes
      .map(({ label, spans }) => `${label}: ${spans.map(({ to: end }) => `${end} s`).join()}`)
      .join('; ')
      .concat(` of ${to / 1000} s.`),
  }
}

function lane(label: string, { pending, done }: Outcome, claimIdle: number, to: number): Lane {
  const isRescued = pending.atClaim.length === 0
  return {
    label,
    spans: [
      {
        from: 0,
        to: (isRescued ? claimIdle : to) / 1000,
        label: `${pending.atCrash.length} pending`,
        mark: isRescued ? 'good' : 'bad',
      },
    ],
    points: [
      { at: claimIdle / 2000, label: `worker-2: order ${ranges(done['worker-2'])}` },
      ...(isRescued ? [{ at: claimIdle / 1000, label: 'worker-3 takes over', mark: 'good' as const }] : []),
    ],
  }
}
