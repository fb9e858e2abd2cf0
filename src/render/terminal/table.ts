import type { TableEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import type { Line } from '../text/line.js'
import { columnTexts } from '../view/cells.js'
import { naturalWidth } from '../view/columns.js'
import { gridOf } from '../view/grid.js'
import { recordsOf } from '../view/records.js'
import { titled } from '../view/titled.js'
import { BETWEEN, ENDS, framed } from './frame.js'

export function tableLines(table: TableEvent, width: number, symbols: Symbols, unicode: boolean): Line[] {
  const grid = gridOf(table, width - ENDS, BETWEEN, symbols)
  return titled(
    table.title,
    width,
    grid === undefined ? recordsOf(table, width, symbols) : framed(grid, unicode),
  )
}

export function tableWidth(table: TableEvent, symbols: Symbols): number {
  return naturalWidth(columnTexts(table, symbols), symbols) + BETWEEN * (table.columns.length - 1) + ENDS
}
