import type { BarsChart, Cell, SparkChart, TableEvent } from '../../../scenario/event.js'
import { grouped } from '../../../scenario/text.js'
import { mostOvertaken, overtakers, type Served } from './served.js'

/** One column for each version. */
type Versions = Readonly<Record<string, Served>>

/** Who came as which was served as which: the first and the last, and some between. */
export function orderTable(id: string, title: string, versions: Versions): TableEvent {
  const all = Object.values(versions)
  const waiters = all[0]?.order.length ?? 0
  const shown = [1, 2, Math.round(waiters / 2), waiters]
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'came as', align: 'right' },
      ...Object.keys(versions).map((label) => ({ label: `${label}: served as`, align: 'right' as const })),
    ],
    rows: shown.map((came) => [
      came,
      ...all.map(({ order }) => marked(order.indexOf(came) + 1, order[came - 1] === came)),
    ]),
  }
}

/** How many had the lock before each, in the order in which they came: a staircase when it is fair. */
export function orderChart({ naive, fair }: { naive: Served; fair: Served }): SparkChart {
  const turns = ({ order }: Served) =>
    order.toSorted((one, other) => one - other).map((waiter) => order.indexOf(waiter))
  return {
    type: 'chart',
    id: 'turns',
    kind: 'spark',
    title: 'turns waited, from the first who came to the last',
    unit: 'turns',
    each: 'waiter',
    series: [
      { label: 'naive', values: turns(naive), mark: 'bad' },
      { label: 'fair', values: turns(fair), mark: 'good' },
    ],
    words: `In the loop ${overtakers(naive).filter(Boolean).length} of ${naive.order.length} were overtaken, in the queue ${overtakers(fair).filter(Boolean).length}.`,
  }
}

export function costTable(versions: Versions): TableEvent {
  const all = Object.values(versions)
  return {
    type: 'table',
    id: 'cost',
    title: 'naive beside fair',
    columns: [{ label: '' }, ...Object.keys(versions).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['had the lock', ...all.map(({ acquires }) => acquires)],
      ['were overtaken', ...all.map((served) => good(overtakers(served).filter(Boolean).length, 0))],
      ['by how many, at most', ...all.map((served) => good(mostOvertaken(served), 0))],
      ['commands', ...all.map(({ sent }) => sent)],
      ['commands for each acquire', ...all.map(perAcquire)],
    ],
  }
}

export function costChart({ naive, fair }: { naive: Served; fair: Served }): BarsChart {
  return {
    type: 'chart',
    id: 'commands',
    kind: 'bars',
    title: 'commands sent',
    unit: 'commands',
    bars: [
      { label: 'naive', value: naive.sent, mark: 'bad' },
      { label: 'fair', value: fair.sent, mark: 'good' },
    ],
    words: `For ${naive.acquires} acquires the naive version sent ${grouped(naive.sent)} commands and the queue ${grouped(fair.sent)}.`,
  }
}

export function perAcquire({ sent, acquires }: Served): string {
  return (sent / acquires).toFixed(1)
}

function good(value: number, wanted: number): Cell {
  return marked(value, value === wanted)
}

function marked(value: number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}
