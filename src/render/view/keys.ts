import type { KeyView, StateEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { fit, pad } from '../text/fit.js'
import { visible } from '../text/escape.js'
import { type Line, lineOf, span } from '../text/line.js'
import { textWidth, widest } from '../text/width.js'
import { factWords } from '../key-words.js'
import { moreWords } from '../words.js'

/** Each key with its facts, and its first elements below. */
export function stateLines({ keys }: StateEvent, width: number, symbols: Symbols): Line[] {
  const rows = aligned(keys.map((key) => [visible(key.key), ...factWords(key)]))
  const beside = rows.every(({ first, rest }) => textWidth(first) + 2 + textWidth(rest) <= width)
  return keys.flatMap((key, index): Line[] => {
    const { first = '', rest = '' } = rows[index] ?? {}
    const head = beside ? [[span(`${first}  `, 'key'), span(rest, 'quiet')]] : narrowHead(key, width, symbols)
    return [...head, ...previewLines(key, width, symbols)]
  })
}

/** Columns as wide as their widest cell; those in which no key has anything vanish. */
function aligned(rows: readonly string[][]): { first: string; rest: string }[] {
  const width = (column: number) => widest(rows.map((row) => row[column] ?? ''))
  return rows.map((row) => {
    const [first = '', ...rest] = row.map((cell, column) => pad(cell, width(column)))
    return {
      first,
      rest: rest
        .filter((cell) => cell !== '')
        .join('  ')
        .trimEnd(),
    }
  })
}

function narrowHead(key: KeyView, width: number, { ellipsis }: Symbols): Line[] {
  const facts = factWords(key).filter(Boolean).join('  ')
  return [
    lineOf(fit(visible(key.key), width, ellipsis), 'key'),
    lineOf(`  ${fit(facts, width - 2, ellipsis)}`, 'quiet'),
  ]
}

function previewLines(key: KeyView, width: number, symbols: Symbols): Line[] {
  return key.preview.length === 0 ? [] : [lineOf(`  ${previewOf(key, width - 2, symbols)}`)]
}

/** As many elements as fit, and how many there are besides. */
export function previewOf({ type, preview, length }: KeyView, width: number, symbols: Symbols): string {
  const elements = preview.map(visible)
  for (let taken = elements.length; taken > 0; taken -= 1) {
    const hidden = type === 'string' ? 0 : Math.max(0, length - taken)
    const line = [...elements.slice(0, taken), ...moreWords(hidden, symbols)].join(` ${symbols.dot} `)
    if (textWidth(line) <= width) return line
  }
  return fit(elements[0] ?? '', width, symbols.ellipsis)
}
