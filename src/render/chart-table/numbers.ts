import type { Cell, Mark, TableEvent } from '../../scenario/event.js'

export type Numbers = Pick<TableEvent, 'columns' | 'rows'>

export function markedCell(value: string | number, mark: Mark | undefined): Cell {
  return mark === undefined ? value : { value, mark }
}
