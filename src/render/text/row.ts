import { type Line, type Role, span } from './line.js'
import { textWidth } from './width.js'

/** Text at its column. */
export interface Placed {
  at: number
  text: string
  role?: Role | undefined
}

/** A line on which texts have places of their own; none covers another. */
export type Row = Placed[]

/** Is nothing in the columns from the first up to, and without, the last? */
export function isFree(row: Row, from: number, to: number): boolean {
  return row.every(({ at, text }) => at >= to || at + textWidth(text) <= from)
}

/** Nearer to its own columns than to anything else. */
const APART = 2

/** Where text can stand behind these columns, or in front of them, and be seen to belong to them. */
export function besideColumn(
  row: Row,
  { from, to }: { from: number; to: number },
  text: string,
  columns: number,
): number | undefined {
  const width = textWidth(text)
  const behind = to + 1
  if (behind + width <= columns && isFree(row, to, behind + width + APART)) return behind
  const before = from - 1 - width
  return before >= 0 && isFree(row, before - APART, from) ? before : undefined
}

export function rowLine(row: Row): Line {
  let column = 0
  return row
    .toSorted((one, other) => one.at - other.at)
    .flatMap(({ at, text, role }) => {
      const gap = at - column
      column = at + textWidth(text)
      return [span(' '.repeat(gap)), span(text, role)]
    })
}
