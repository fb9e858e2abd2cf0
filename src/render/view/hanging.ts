import { type Line, lineWidth, type Role, span } from '../text/line.js'
import { wrap } from '../text/wrap.js'

/** Lines longer than this are hard to follow, however wide the screen is. */
export const MEASURE = 76

/** Prose behind a first word or mark; further lines start below its beginning. */
export function hanging(first: Line, text: string, width: number, role?: Role): Line[] {
  const offset = lineWidth(first)
  return wrap(text, Math.min(width, MEASURE) - offset).map((line, index) =>
    index === 0 ? [...first, span(line, role)] : [span(' '.repeat(offset)), span(line, role)],
  )
}
