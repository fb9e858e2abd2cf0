import type { Cell, SparkChart, TableEvent } from '../../scenario/event.js'

/** How many entries expire, second by second. */
type Expiries = readonly number[]

export function expiriesTable(id: string, found: Record<string, Expiries>): TableEvent {
  const versions = Object.values(found)
  return {
    type: 'table',
    id,
    title: 'entries that expire',
    columns: [{ label: '' }, ...Object.keys(found).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['in all', ...versions.map(sum)],
      ['in how many seconds', ...versions.map((counts) => counts.filter((count) => count > 0).length)],
      ['in the busiest second', ...versions.map(busiest)],
    ],
  }
}

function busiest(counts: Expiries): Cell {
  const most = Math.max(...counts)
  return { value: most, mark: most === sum(counts) ? 'bad' : 'good' }
}

export function expiriesChart(naive: Expiries, safe: Expiries): SparkChart {
  return {
    type: 'chart',
    id: 'expiries',
    kind: 'spark',
    title: 'entries that expire, second by second',
    unit: 'entries',
    each: 'second',
    series: [
      { label: 'one TTL', values: [...naive], mark: 'bad' },
      { label: 'with jitter', values: [...safe], mark: 'good' },
    ],
    words: `With one TTL ${Math.max(...naive)} entries expire in one second; with jitter no more than ${Math.max(...safe)}.`,
  }
}

export function sum(counts: Expiries): number {
  return counts.reduce((total, count) => total + count, 0)
}
