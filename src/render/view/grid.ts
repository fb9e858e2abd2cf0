import type { TableEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { fit, pad } from '../text/fit.js'
import { type Role, type Span, span } from '../text/line.js'
import { textWidth } from '../text/width.js'
import { flow } from '../text/wrap.js'
import { type CellText, columnTexts } from './cells.js'
import { type SizedColumn, sizeColumns } from './columns.js'
import { signOf } from './signs.js'

/** A table cut to size: every cell is as wide as its column. Only the frame is missing. */
export interface Grid {
  widths: number[]
  head: GridRow
  body: GridRow[]
  /** Some cells take several lines, so that the rows want space between them. */
  airy: boolean
}

/** One row as lines, each with one span for every column. */
export type GridRow = Span[][]

/** What takes more lines in a cell is easier to read as a record. */
const MOST_LINES = 3

/** Undefined when the table cannot be read at this width. `between` is what the frame takes between two columns. */
export function gridOf(
  table: Pick<TableEvent, 'columns' | 'rows'>,
  width: number,
  between: number,
  symbols: Symbols,
): Grid | undefined {
  const texts = columnTexts(table, symbols)
  const columns = sizeColumns(texts, width - between * (texts.length - 1), symbols)
  if (columns === undefined) return undefined
  const labels = columns.map(({ label }) => ({ text: label, mark: undefined }))
  const head = rowOf(columns, labels, symbols, 'head')
  const body = table.rows.map((_, row) => rowOf(columns, cellsAt(columns, row), symbols))
  const tallest = body.reduce((most, lines) => Math.max(most, lines.length), 0)
  if (tallest > MOST_LINES) return undefined
  return { widths: columns.map((column) => column.width), head, body, airy: tallest > 1 }
}

function cellsAt(columns: readonly SizedColumn[], row: number): CellText[] {
  return columns.map(({ cells }) => cells[row] ?? { text: '', mark: undefined })
}

function rowOf(
  columns: readonly SizedColumn[],
  cells: readonly CellText[],
  symbols: Symbols,
  role?: Role,
): GridRow {
  const blocks = columns.map((column, index) => cellLines(column, cells[index], symbols, role))
  const height = Math.max(1, ...blocks.map((lines) => lines.length))
  const blanks = columns.map(({ width }) => span(' '.repeat(width)))
  return Array.from({ length: height }, (_, line) =>
    blocks.map((lines, column) => lines[line] ?? blanks[column] ?? span('')),
  )
}

function cellLines(
  { width, gutter, align }: SizedColumn,
  cell: CellText | undefined,
  symbols: Symbols,
  role?: Role,
): Span[] {
  const { text, mark } = cell ?? { text: '', mark: undefined }
  const sign = signOf(mark, symbols)
  const room = role === 'head' && align === 'right' ? width : width - gutter
  const lines = wrapCell(text, room, symbols)
  return lines.map((line, index) => {
    const first = index === 0 ? sign : ''
    const whole = align === 'right' ? first + line : pad(first, gutter) + line
    return span(pad(whole, width, align), role ?? mark)
  })
}

function wrapCell(text: string, width: number, symbols: Symbols): string[] {
  if (textWidth(text) <= width) return [text]
  return flow(
    text.split(' ').map((word) => fit(word, width, symbols.ellipsis)),
    width,
  )
}
