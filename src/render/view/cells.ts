import type { Cell, Marked, TableEvent } from '../../scenario/event.js'
import type { Align } from '../text/fit.js'
import { visible } from '../text/escape.js'
import type { Symbols } from '../symbols.js'

export type Mark = Marked['mark']

export interface CellText {
  text: string
  mark: Mark | undefined
}

/** A column with its values as text, before any width is known. */
export interface ColumnText {
  label: string
  align: Align
  cells: CellText[]
}

export function columnTexts(table: Pick<TableEvent, 'columns' | 'rows'>, symbols: Symbols): ColumnText[] {
  return table.columns.map((column, index) => {
    const values = table.rows.map((row) => row[index] ?? null)
    return {
      label: visible(column.label),
      align: column.align ?? (isNumeric(values) ? 'right' : 'left'),
      cells: values.map((value) => cellText(value, symbols)),
    }
  })
}

function cellText(cell: Cell, symbols: Symbols): CellText {
  if (cell === null) return { text: symbols.none, mark: undefined }
  if (typeof cell === 'object') return { text: visible(String(cell.value)), mark: cell.mark }
  return { text: visible(String(cell)), mark: undefined }
}

function isNumeric(cells: readonly Cell[]): boolean {
  const values = cells.map((cell) => (cell !== null && typeof cell === 'object' ? cell.value : cell))
  return (
    values.some((value) => value !== null) &&
    values.every((value) => value === null || typeof value === 'number')
  )
}
