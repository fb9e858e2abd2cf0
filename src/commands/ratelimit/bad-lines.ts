import type { TableEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'

/** A line of an input that cannot be used, and why. */
export interface BadLine {
  line: number
  problem: string
}

export const MOST_BAD_LINES = 10

export function badLines(first: readonly BadLine[], count: number): TableEvent {
  return {
    type: 'table',
    id: 'bad',
    title: first.length < count ? `the first ${first.length} of ${grouped(count)} bad lines` : 'bad lines',
    columns: [{ label: 'line', align: 'right' }, { label: 'problem' }],
    rows: first.map(({ line, problem }) => [line, problem]),
  }
}
