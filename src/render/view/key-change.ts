import type { KeyView } from '../../scenario/event.js'
import type { Moment } from '../data/moments.js'
import { factWords } from '../key-words.js'
import { quoteArgument } from '../redis-cli.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { fit } from '../text/fit.js'
import { type Line, lineOf, span } from '../text/line.js'
import { textWidth } from '../text/width.js'
import { moreWords } from '../words.js'
import { previewOf } from './keys.js'

const NO_KEYS = '(no keys)'
const BETWEEN = '  '

/** The keys after a step, where they are not as they were: `lock = token-1  TTL 10 s`. */
export function changeLines({ changes, isStart }: Moment, width: number, symbols: Symbols): Line[] {
  if (isStart && changes.length === 0) return [lineOf(NO_KEYS, 'quiet')]
  return changes.flatMap((view) => keyLines(view, width, symbols))
}

/** The same to be read aloud: `jobs, 2 items, TTL 60 s, job-1, job-2`. */
export function changeWords({ changes, isStart }: Moment, symbols: Symbols): string | null {
  if (changes.length === 0) return isStart ? NO_KEYS : null
  return changes.map((view) => keyWords(view, symbols)).join('; ')
}

function keyLines(view: KeyView, width: number, symbols: Symbols): Line[] {
  const [head, ...facts] = factsOf(view)
  const name = fit(head, width, symbols.ellipsis)
  const elements = fitsElement(view, width - BETWEEN.length)
    ? [previewOf(view, width - BETWEEN.length, symbols)]
    : []
  return packed([name, ...facts, ...elements], width, symbols).map((line, index) =>
    index === 0
      ? [span(name, 'key'), span(line.slice(name.length), 'quiet')]
      : lineOf(BETWEEN + line, 'quiet'),
  )
}

function keyWords(view: KeyView, symbols: Symbols): string {
  const { preview, length } = view
  const elements = hasElements(view) ? [...preview, ...moreWords(length - preview.length, symbols)] : []
  return [...factsOf(view), ...elements].join(', ')
}

/** Half an element says less than none: how many there are is said anyway. */
function fitsElement(view: KeyView, width: number): boolean {
  return hasElements(view) && textWidth(visible(view.preview[0] ?? '')) <= width
}

function hasElements({ type, preview }: KeyView): boolean {
  return type !== 'none' && type !== 'string' && preview.length > 0
}

function factsOf(view: KeyView): [string, ...string[]] {
  const name = visible(view.key)
  if (view.type === 'none') return [`${name} (gone)`]
  const [, size, expiry] = factWords(view)
  const ttl = view.ttlSeconds === null ? [] : [expiry]
  return view.type === 'string'
    ? [`${name} = ${quoteArgument(view.preview[0] ?? '')}`, ...ttl]
    : [name, size, ...ttl]
}

/** As many parts on a line as fit, with room to indent all lines but the first. */
function packed(parts: readonly string[], width: number, { ellipsis }: Symbols): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const room = lines.length > 1 ? width - BETWEEN.length : width
    const joined = `${lines.at(-1)}${BETWEEN}${part}`
    if (lines.length > 0 && textWidth(joined) <= room) lines[lines.length - 1] = joined
    else lines.push(fit(part, lines.length > 0 ? width - BETWEEN.length : width, ellipsis))
  }
  return lines
}
