import type { Cell, Column, TableEvent } from '../../scenario/event.js'

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
