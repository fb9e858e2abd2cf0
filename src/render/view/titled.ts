import { visible } from '../text/escape.js'
import { type Line, lineOf } from '../text/line.js'
import { wrap } from '../text/wrap.js'

/** A table, chart or key view under its title. */
export function titled(title: string, width: number, lines: readonly Line[]): Line[] {
  const heading = title === '' ? [] : wrap(visible(title), width).map((line) => lineOf(line, 'title'))
  return [...heading, ...lines]
}
