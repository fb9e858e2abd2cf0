import { BEFORE, type Moment } from '../../data/moments.js'
import type { Sent } from '../../redis-cli.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { type Line, lineOf, lineWidth, span } from '../../text/line.js'
import { textWidth } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import { commandLines } from '../../view/command.js'
import { exchangeLines, exchangeOf } from '../../view/exchange.js'
import { labelLines } from '../../view/moment.js'

/** A command that takes more lines than these does not belong into a lane. */
const MOST_LINES = 2
/** A reply may be shortened to this, but not further. */
const SHORTEST_REPLY = 24

/** What one client did and said in one step, as lines of its lane. */
export function cellLines(moment: Moment, client: number, width: number, symbols: Symbols): Line[] {
  const own = moment.client === client ? stepLines(moment, width, symbols) : []
  const notes = notesOf(moment, client).flatMap((text) => wrap(text, width))
  return [...own, ...notes.map((line) => lineOf(line, 'actor'))]
}

/** What was no client's own step, across all lanes. */
export function sharedLines(moment: Moment, width: number, symbols: Symbols): Line[] {
  const label = ` ${moment.isStart ? BEFORE : visible(moment.label ?? '')} `
  const rule = symbols.rule.repeat(2)
  const rest = width - textWidth(rule + label)
  if (moment.commands.length > 0 || rest < 0) return stepLines(moment, width, symbols)
  return [[span(rule, 'frame'), span(label, 'head'), span(symbols.rule.repeat(rest), 'frame')]]
}

/** The commands with their replies, and what was no command. */
function stepLines(moment: Moment, width: number, symbols: Symbols): Line[] {
  const exchanges = moment.commands.map((sent) => exchangeOf(sent, width, symbols))
  return [
    ...exchanges.flatMap((exchange) => exchangeLines(exchange, 0, width, symbols)),
    ...labelLines(moment, width),
  ]
}

/** Can all of it be read in a lane of this width? */
export function fitsCell(moment: Moment, client: number, width: number, symbols: Symbols): boolean {
  const said = [
    ...notesOf(moment, client),
    ...(moment.client === client ? [visible(moment.label ?? '')] : []),
  ]
  const sent = moment.client === client ? moment.commands : []
  return (
    said.every((text) => isReadable(wrap(text, width), wrap(text, Number.POSITIVE_INFINITY).join(' '))) &&
    sent.every((one) => fitsSent(one, width, symbols))
  )
}

function fitsSent(sent: Sent, width: number, symbols: Symbols): boolean {
  const [whole = ''] = commandLines(sent, Number.POSITIVE_INFINITY, symbols)
  const { command, reply } = exchangeOf(sent, width, symbols)
  return isReadable(command, whole) && Math.min(lineWidth(reply), SHORTEST_REPLY) + 2 <= width
}

/** On few lines, broken only between words, and nothing of it left out. */
function isReadable(lines: readonly string[], whole: string): boolean {
  return lines.length <= MOST_LINES && textWidth(lines.join(' ')) === textWidth(whole)
}

function notesOf({ notes = [] }: Moment, client: number): string[] {
  return notes.filter((note) => note.client === client).map(({ text }) => visible(text))
}
