import type { TableEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { fit, pad } from '../text/fit.js'
import { BLANK, indent, type Line, lineOf, span } from '../text/line.js'
import { widest } from '../text/width.js'
import { wrap } from '../text/wrap.js'
import { type ColumnText, columnTexts } from './cells.js'
import { signOf } from './signs.js'

const INDENT = 2
const LABEL_SHARE = 0.4

/** A table too wide for the screen: for each row its first cell as a heading, and the others as `label  value` below. */
export function recordsOf(
  table: Pick<TableEvent, 'columns' | 'rows'>,
  width: number,
  symbols: Symbols,
): Line[] {
  const [first, ...others] = columnTexts(table, symbols)
  if (first === undefined) return []
  const labels = Math.min(widest(others.map(({ label }) => label)), Math.floor(width * LABEL_SHARE))
  return table.rows.flatMap((_, row) => [
    BLANK,
    ...headingLines(first, row, width, symbols),
    ...indent(
      others.flatMap((column) => fieldLines(column, row, labels, width - INDENT, symbols)),
      INDENT,
    ),
  ])
}

/** A number alone would say nothing. */
function headingLines(column: ColumnText, row: number, width: number, symbols: Symbols): Line[] {
  const label = column.align === 'right' ? `${column.label} ` : ''
  return wrap(label + valueAt(column, row, symbols), width).map((line) => lineOf(line, 'head'))
}

function fieldLines(
  column: ColumnText,
  row: number,
  labels: number,
  width: number,
  symbols: Symbols,
): Line[] {
  const label = fit(column.label, labels, symbols.ellipsis)
  return wrap(valueAt(column, row, symbols), width - labels - 2).map((line, index) => [
    span(pad(index === 0 ? label : '', labels + 2), 'quiet'),
    span(line, column.cells[row]?.mark),
  ])
}

function valueAt({ cells }: ColumnText, row: number, symbols: Symbols): string {
  const { text, mark } = cells[row] ?? { text: '', mark: undefined }
  return signOf(mark, symbols) + text
}
