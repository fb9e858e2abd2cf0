import type { WireEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { fit, pad } from '../text/fit.js'
import { type Line, span } from '../text/line.js'
import { widest } from '../text/width.js'
import { actorName, hiddenWords } from '../words.js'
import { exchangeLines, exchangeOf, replyColumn } from './exchange.js'

/** The commands of a step, each behind the name of who sent it. */
export function wireLines(
  wires: readonly WireEvent[],
  hidden: number,
  width: number,
  symbols: Symbols,
): Line[] {
  if (wires.length === 0) return []
  const names = wires.map(({ actor }) => actorName(actor, symbols))
  const margin = widest(names) + 2
  const room = width - margin
  const exchanges = wires.map((wire) => exchangeOf(wire, room, symbols))
  const column = replyColumn(exchanges, room)
  const lines = exchanges.flatMap((exchange, index) =>
    exchangeLines(exchange, column, room, symbols).map((line, row): Line => [
      span(pad(row === 0 ? (names[index] ?? '') : '', margin), 'actor'),
      ...line,
    ]),
  )
  if (hidden === 0) return lines
  return [
    ...lines,
    [span(' '.repeat(margin)), span(fit(hiddenWords(hidden, symbols), room, symbols.ellipsis), 'quiet')],
  ]
}
