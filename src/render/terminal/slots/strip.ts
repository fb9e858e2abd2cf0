import type { Symbols } from '../../symbols.js'
import { type Line, lineOf } from '../../text/line.js'
import { type Placed, rowLine } from '../../text/row.js'
import { flow } from '../../text/wrap.js'
import { stretchText } from '../stretch.js'
import { isRoomy, type Part } from './parts.js'

/** The strip itself, and whose its parts are. */
export function stripLines(parts: readonly Part[], columns: number, symbols: Symbols): Line[] {
  const drawn = parts.filter((part, index) => isApart(part, parts.slice(0, index)))
  const isLabelled = drawn.length === parts.length && parts.every(isRoomy)
  const strip = drawn.map((part): Placed => {
    const text = stretchText(part, symbols, isLabelled ? part.name : '')
    return { at: part.at, text, role: 'bar' }
  })
  const ranges = parts.map(({ at, range }): Placed => ({ at, text: range, role: 'quiet' }))
  return [rowLine(strip), ...(isLabelled ? [rowLine(ranges)] : listed(parts, columns))]
}

/** Of nodes with so few slots that they share a column, or with the same slots, only the first is drawn. */
function isApart(part: Part, others: readonly Part[]): boolean {
  return others.every((other) => part.at >= other.at + other.width || part.at + part.width <= other.at)
}

/** From left to right, as the parts lie. */
function listed(parts: readonly Part[], columns: number): Line[] {
  const texts = parts.map(({ name, range }) => `${name} ${range} `)
  return flow(texts, columns).map((line) => lineOf(line, 'quiet'))
}
