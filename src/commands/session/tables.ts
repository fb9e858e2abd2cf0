import type { Bar, BarsChart, Cell, Column, TableEvent } from '../../scenario/event.js'

export function marked(value: string | number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}

/** One row for each thing that was looked at, one column for each version. */
export function sideBySide(
  id: string,
  title: string,
  first: string,
  versions: readonly string[],
  rows: Cell[][],
): TableEvent {
  const columns: Column[] = [
    { label: first },
    ...versions.map((label) => ({ label, align: 'right' as const })),
  ]
  return { type: 'table', id, title, columns, rows }
}

/** Bars, and their numbers in one sentence. */
export function barsOf(id: string, title: string, unit: string, bars: Bar[]): BarsChart {
  const words = bars.map(({ label, value }) => `${label} ${value}`).join(', ')
  return { type: 'chart', id, kind: 'bars', title, unit, bars, words: `In ${unit}: ${words}.` }
}
