import type { Mark } from '../../../scenario/event.js'
import { keyAt, type Symbols } from '../../symbols.js'
import { type Line, lineOf } from '../../text/line.js'
import { textWidth } from '../../text/width.js'
import { flow } from '../../text/wrap.js'
import { signOf } from '../../view/signs.js'

/** Keys in the place of labels that have no room. The same label has the same key everywhere. */
export interface Legend {
  keyOf(label: string, mark: Mark | undefined): string
  lines(width: number): Line[]
}

const BETWEEN = '  '

export function createLegend(symbols: Symbols): Legend {
  const entries: string[] = []
  return {
    keyOf(label, mark) {
      const entry = signOf(mark, symbols) + label
      if (!entries.includes(entry)) entries.push(entry)
      return keyAt(entries.indexOf(entry), symbols)
    },
    lines(width) {
      const texts = entries.map((entry, index) => `${keyAt(index, symbols)} ${entry}${BETWEEN}`)
      const words = texts.flatMap((text) => (textWidth(text) <= width ? [text] : text.split(' ')))
      return flow(words, width).map((line) => lineOf(line))
    },
  }
}
