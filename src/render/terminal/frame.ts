import Table from 'cli-table3'
import { type Line, type Span, span } from '../text/line.js'
import type { Grid, GridRow } from '../view/grid.js'
import { FRAMES } from './frames.js'

/**
 * Stands for one column of text while the frame is drawn around it. cli-table3 counts with an old
 * Unicode table, so it never sees the text: the grid's own widths decide.
 */
const FILLER = '\ue000'
const PARTS = new RegExp(`${FILLER}+|[^${FILLER}]+`, 'g')

/** Columns that the frame takes between two columns of text, and at both ends together. */
export const BETWEEN = 3
export const ENDS = 4

export function framed(grid: Grid, unicode: boolean): Line[] {
  const body = grid.airy ? parted(grid.body) : grid.body
  const table = new Table({
    head: columnsOf(grid.head, grid.widths),
    chars: unicode ? FRAMES.unicode : FRAMES.ascii,
    colWidths: grid.widths.map((width) => width + 2),
    style: { head: [], border: [], compact: true },
  })
  table.push(...body.map((row) => columnsOf(row, grid.widths)))
  return filled(table.toString(), [grid.head, ...body].flat(2))
}

/** A blank row between the rows. */
function parted(rows: readonly GridRow[]): GridRow[] {
  return rows.flatMap((row, index) => (index === 0 ? [row] : [[], row]))
}

/** A row as cli-table3 takes it: every column's lines, all filler. */
function columnsOf(row: GridRow, widths: readonly number[]): string[] {
  return widths.map((width) => row.map(() => FILLER.repeat(width)).join('\n'))
}

/** Puts the cells in the place of their fillers: line by line, from left to right, as they were drawn. */
function filled(drawn: string, cells: readonly Span[]): Line[] {
  const next = cells.values()
  return drawn
    .split('\n')
    .map((line) =>
      (line.match(PARTS) ?? []).map(
        (part) => (part[0] === FILLER ? next.next().value : undefined) ?? span(part, 'frame'),
      ),
    )
}
