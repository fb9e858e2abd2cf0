import type { Point } from '../../../scenario/event.js'
import { alikePoints } from '../../data/alike.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { besideColumn, isFree, type Row } from '../../text/row.js'
import { type Axis, columnOf } from '../axis.js'
import { roleOf } from '../stretch.js'
import type { Legend } from './legend.js'

/** Points that say the same: marked one by one, labelled once. */
interface Group {
  label: string
  mark: Point['mark']
  columns: number[]
}

/** A lane of more rows than these would tear the picture apart: then labels go to the legend. */
const MOST_ROWS = 5

/** Puts each group into the first row that has room for it, which may be one with spans. */
export function addPoints(
  rows: readonly Row[],
  points: readonly Point[],
  axis: Axis,
  symbols: Symbols,
  legend: Legend,
): Row[] {
  return alikePoints(points).reduce<Row[]>(
    (rows, alike) => {
      const group = groupOf(alike, axis, symbols)
      const fresh: Row = []
      const all = [...rows, fresh]
      const put = (rows: readonly Row[], text: string) =>
        rows.some((row) => putGroup(row, group, text, axis, symbols))
      const isPut =
        put(rows.length < MOST_ROWS ? all : rows, group.label) ||
        put(all, legend.keyOf(group.label, group.mark))
      if (!isPut) fresh.push(...marksOf(group, symbols))
      return fresh.length > 0 ? all : rows
    },
    [...rows],
  )
}

function putGroup(row: Row, group: Group, text: string, axis: Axis, symbols: Symbols): boolean {
  const { columns, mark } = group
  const from = Math.min(...columns)
  const to = Math.max(...columns) + 1
  const at = besideColumn(row, { from, to }, text, axis.columns)
  if (at === undefined || columns.some((column) => !isFree(row, column, column + 1))) return false
  row.push(...marksOf(group, symbols), { at, text, role: roleOf(mark) })
  return true
}

function marksOf({ columns, mark }: Group, { points }: Symbols): Row {
  return columns.map((at) => ({ at, text: points[mark ?? 'none'], role: roleOf(mark) }))
}

function groupOf(points: readonly Point[], axis: Axis, { times }: Symbols): Group {
  return {
    label: visible(points[0]?.label ?? '') + (points.length > 1 ? ` ${times}${points.length}` : ''),
    mark: points[0]?.mark,
    columns: [...new Set(points.map(({ at }) => columnOf(axis, at)))],
  }
}
