import type { Moment } from '../data/moments.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { type Line, lineOf, span } from '../text/line.js'
import { wrap } from '../text/wrap.js'
import { hanging } from './hanging.js'

/** What the step was, when it was no command. */
export function labelLines({ label, isEnd }: Moment, width: number): Line[] {
  if (label === undefined) return []
  return wrap(visible(label), width).map((line) => lineOf(line, isEnd ? 'bad' : 'command'))
}

/** From here on something is wrong, and what. */
export function brokenLines({ broken }: Moment, width: number, symbols: Symbols): Line[] {
  return broken === undefined
    ? []
    : hanging([span(`${symbols.broken}  `, 'bad')], visible(broken), width, 'bad')
}
