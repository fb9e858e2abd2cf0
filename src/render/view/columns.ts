import type { Symbols } from '../symbols.js'
import { widest } from '../text/width.js'
import type { ColumnText } from './cells.js'
import { signsOf } from './signs.js'

export interface SizedColumn extends ColumnText {
  width: number
  /** Room in front of every value for the widest mark of the column, so that the values stay aligned. */
  gutter: number
}

/** A longer word in a cell is shortened rather than left to push the other columns out. */
const LONGEST_WORD = 12

/**
 * Gives each column what it needs. When that is too much, labels are wrapped first, then the widest text.
 * Undefined when even that does not help.
 */
export function sizeColumns(
  columns: readonly ColumnText[],
  available: number,
  symbols: Symbols,
): SizedColumn[] | undefined {
  const sized = columns.map((column) => naturalSize(column, symbols))
  for (const least of [widthOfCells, widthOfWords]) narrow(sized, available, least)
  return total(sized) <= available ? sized : undefined
}

export function naturalWidth(columns: readonly ColumnText[], symbols: Symbols): number {
  return total(columns.map((column) => naturalSize(column, symbols)))
}

function naturalSize(column: ColumnText, symbols: Symbols): SizedColumn {
  const gutter = widest(signsOf(column.cells, symbols))
  const sized = { ...column, width: 0, gutter }
  sized.width = Math.max(widthOfCells(sized), labelled(sized, widest([column.label])))
  return sized
}

/** Takes from the widest column, one by one, until all fit or none can give more. */
function narrow(columns: SizedColumn[], available: number, least: (column: SizedColumn) => number): void {
  for (let excess = total(columns) - available; excess > 0; excess -= 1) {
    const givers = columns.filter((column) => column.width > least(column))
    if (givers.length === 0) return
    givers.reduce((one, other) => (other.width > one.width ? other : one)).width -= 1
  }
}

/** Every cell on one line, and the label's longest word. */
function widthOfCells(column: SizedColumn): number {
  const cells = column.gutter + widest(column.cells.map(({ text }) => text))
  return Math.max(1, cells, labelled(column, longestWord([column.label])))
}

/** Text broken between words. Numbers are never cut or broken. */
function widthOfWords(column: SizedColumn): number {
  if (column.align === 'right') return widthOfCells(column)
  const words = longestWord([column.label, ...column.cells.map(({ text }) => text)])
  return column.gutter + Math.max(1, words)
}

/** A left label stands above its values, behind their marks. */
function labelled({ align, gutter }: SizedColumn, label: number): number {
  return align === 'right' ? label : gutter + label
}

function longestWord(texts: readonly string[]): number {
  return Math.min(LONGEST_WORD, widest(texts.flatMap((text) => text.split(' '))))
}

function total(columns: readonly SizedColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}
