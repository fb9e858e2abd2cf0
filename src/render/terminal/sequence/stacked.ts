import type { Moment } from '../../data/moments.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { fit, pad } from '../../text/fit.js'
import { type Line, lineOf, span } from '../../text/line.js'
import { widest } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import { changeLines } from '../../view/key-change.js'
import { exchangeLines, exchangeOf, replyColumn } from '../../view/exchange.js'
import { brokenLines, labelLines } from '../../view/moment.js'
import { actorName } from '../../words.js'

const LONGEST_STEP = 6
const GAP = 2

/** One step below the other, each behind the name of its client. */
export function stackedLines(
  clients: readonly string[],
  moments: readonly Moment[],
  width: number,
  symbols: Symbols,
): Line[] {
  const steps = moments.map(({ step }) => fit(visible(step), LONGEST_STEP, symbols.ellipsis))
  const names = clients.map((name) => actorName(name, symbols))
  const margin = { step: widest(steps) + GAP, name: widest(names) + GAP }
  const blocks = blocksOf(moments, names, width - margin.step - margin.name, symbols)
  return moments.flatMap((moment, index) => [
    ...(blocks[index] ?? []).map((line, row): Line => {
      const [step = '', name = ''] = row > 0 ? [] : [steps[index], names[moment.client ?? -1]]
      return [
        span(pad(step, margin.step), moment.broken === undefined ? 'head' : 'bad'),
        span(pad(name, margin.name), 'actor'),
        ...line,
      ]
    }),
    ...brokenLines(moment, width, symbols),
  ])
}

/** The replies of all steps stand in one column where they can. */
function blocksOf(
  moments: readonly Moment[],
  names: readonly string[],
  room: number,
  symbols: Symbols,
): Line[][] {
  const exchanges = moments.map(({ commands }) => commands.map((sent) => exchangeOf(sent, room, symbols)))
  const column = replyColumn(exchanges.flat(), room)
  return moments.map((moment, index) => {
    const lines = [
      ...(exchanges[index] ?? []).flatMap((exchange) => exchangeLines(exchange, column, room, symbols)),
      ...labelLines(moment, room),
      ...noteLines(moment, names, room),
      ...changeLines(moment, room, symbols),
    ]
    return lines.length > 0 ? lines : [[]]
  })
}

/** The name is only said when it is not that of the step. */
function noteLines({ client, notes = [] }: Moment, names: readonly string[], room: number): Line[] {
  return notes.flatMap((note) => {
    const speaker = note.client === client ? '' : `${names[note.client] ?? ''}: `
    return wrap(speaker + visible(note.text), room).map((line) => lineOf(line, 'actor'))
  })
}
