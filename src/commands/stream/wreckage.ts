import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, Lane, TimelineChart } from '../../scenario/event.js'
import { marked, ranges, table } from './tables.js'
import type { PendingOrder, Wreck } from './wreck.js'

const MOMENTS = {
  crash: 'worker-1 has died',
  relief: 'worker-2 has come',
  rescue: 'worker-3 has come',
  later: 'an hour later',
} as const

export function ordersOf(pending: readonly PendingOrder[]): string {
  return ranges(pending.map(({ order }) => order))
}

/** What was pending for whom, act by act. */
export function pendingTable(id: string, { pending }: Wreck): Event {
  const rows = Object.entries(pending).flatMap(([act, entries]) =>
    pendingRows(MOMENTS[act as keyof typeof MOMENTS], entries),
  )
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
    return [when, consumer, ordersOf(some), formatDuration(idleMs), deliveries]
  })
}

/** How many orders were done, are stuck, and are lost, version by version. */
export function outcomeTable(id: string, wrecks: Readonly<Record<string, Wreck>>): Event {
  const rows = Object.entries(wrecks).map(([version, { allDone, neverDone, pending }]): Cell[] => {
    const stuck = pending.later?.length ?? 0
    const lost = neverDone.length - stuck
    return [version, new Set(allDone).size, marked(stuck, stuck === 0), marked(lost, lost === 0)]
  })
  return table(id, 'the orders, after all', ['version', 'done#', 'stuck#', 'lost#'], rows)
}

/** From the crash on, for twice the claim time. */
export function pendingChart(claimIdle: number, wrecks: Readonly<Record<string, Wreck>>): TimelineChart {
  const to = (2 * claimIdle) / 1000
  return {
    type: 'chart',
    id: 'crash.pending',
    kind: 'timeline',
    title: 'how long the orders of worker-1 are pending',
    unit: 's',
    from: 0,
    to,
    lanes: Object.entries(wrecks).map(([label, wreck]) => lane(label, wreck, to)),
    words: Object.entries(wrecks)
      .map(([label, wreck]) => `${label}: ${isRescued(wreck) ? `for ${to / 2} s` : 'for ever'}`)
      .join('; ')
      .concat('.'),
  }
}

function lane(label: string, wreck: Wreck, to: number): Lane {
  const rescued = isRescued(wreck)
  const relief = { at: to / 4, label: `worker-2: order ${ranges(wreck.done['worker-2'])}` }
  const rescue = { at: to / 2, label: 'worker-3 takes over', mark: 'good' as const }
  return {
    label,
    spans: [
      {
        from: 0,
        to: rescued ? to / 2 : to,
        label: `${wreck.pending.crash?.length} pending`,
        mark: rescued ? 'good' : 'bad',
      },
    ],
    points: rescued ? [relief, rescue] : [relief],
  }
}

function isRescued({ pending }: Wreck): boolean {
  return pending.rescue?.length === 0
}
