import type { SlotsChart } from '../../../scenario/event.js'
import { slotGroups } from '../../data/slot-groups.js'
import { keyAt, type Symbols } from '../../symbols.js'
import { BLANK, type Line } from '../../text/line.js'
import { rowLine } from '../../text/row.js'
import { keyLines } from './keys.js'
import { markRow, numberRows } from './marks.js'
import { partOf, SLOTS } from './parts.js'
import { stripLines } from './strip.js'

const LONGEST_STRIP = 100
/** Higher towers of numbers cannot be followed down to the strip. */
const MOST_ROWS = 3

/** The strip of all slots, divided by node, with a number where keys lie; below it which keys these are. */
export function slotsLines(chart: SlotsChart, width: number, symbols: Symbols): Line[] {
  const columns = Math.min(LONGEST_STRIP, width)
  const groups = slotGroups(chart)
  const nodes = chart.nodes.length > 0 ? chart.nodes : [{ label: '', from: 0, to: SLOTS - 1 }]
  const parts = nodes.map((node) => partOf(node, columns, symbols))
  const numbers = numberRows(groups, parts, columns, symbols)
  const isNumbered = numbers.length <= MOST_ROWS
  const marks = isNumbered ? numbers : [markRow(groups, parts, columns, symbols)]
  const keys = groups.map((group, index) => ({ ...group, number: isNumbered ? keyAt(index, symbols) : '' }))
  return [
    ...marks.map(rowLine),
    ...stripLines(parts, columns, symbols),
    ...(keys.length > 0 ? [BLANK] : []),
    ...keyLines(keys, width, symbols),
  ]
}
