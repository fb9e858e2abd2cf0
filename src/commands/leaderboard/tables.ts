import type { Cell, Column, TableEvent } from '../../scenario/event.js'
import type { Entry } from '../../patterns/leaderboard/index.js'

export const BOARD_COLUMNS: Column[] = [
  { label: 'rank', align: 'right' },
  { label: 'player' },
  { label: 'score', align: 'right' },
]

/** A board as it is read: rank 0 is the best. `me` is marked. */
export function boardTable(id: string, title: string, entries: readonly Entry[], me?: string): TableEvent {
  return {
    type: 'table',
    id,
    title,
    columns: BOARD_COLUMNS,
    rows: entries.map((entry) => boardRow(entry, me)),
  }
}

export function boardRow({ rank, member, score }: Entry, me?: string): Cell[] {
  return [rank, member === me ? { value: member, mark: 'me' } : member, score]
}
