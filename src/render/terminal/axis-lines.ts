import { decimalsOf } from '../data/figures.js'
import type { Symbols } from '../symbols.js'
import { type Line, lineOf } from '../text/line.js'
import { isFree, type Row, rowLine } from '../text/row.js'
import { textWidth } from '../text/width.js'
import { grouped } from '../words.js'
import { type Axis, columnOf, roundValues } from './axis.js'

/** A line with ticks at round values, and the values below it. */
export function axisLines(axis: Axis, unit: string, { axis: marks, rule }: Symbols): Line[] {
  const cells = Array.from({ length: axis.columns }, () => rule)
  for (const value of roundValues(axis, unit)) cells[columnOf(axis, value)] = marks.tick
  cells[0] = marks.start
  cells[axis.columns - 1] = marks.end
  return [lineOf(cells.join(''), 'frame'), axisLabels(axis, unit)]
}

/** The first and the last value, and between them as many round ones as have room. */
export function axisLabels(axis: Axis, unit: string): Line {
  const { from, to, columns } = axis
  const rounds = roundValues(axis, unit)
  const text = labelOf([from, to, ...rounds])
  const row: Row = []
  const put = (label: string, at: number) => {
    const end = at + textWidth(label)
    if (at >= 0 && end <= columns && isFree(row, at - 2, end + 2))
      row.push({ at, text: label, role: 'quiet' })
  }
  const last = `${text(to)} ${unit}`.trimEnd()
  put(text(from), 0)
  put(last, columns - textWidth(last))
  for (const value of rounds) put(text(value), columnOf(axis, value) - Math.floor(text(value).length / 2))
  return rowLine(row)
}

function labelOf(values: readonly number[]): (value: number) => string {
  const decimals = decimalsOf(values)
  return (value) => grouped(Number(value.toFixed(decimals)))
}
