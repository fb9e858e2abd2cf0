import { BEFORE, type Moment } from '../../data/moments.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { fit, pad } from '../../text/fit.js'
import { BLANK, type Line, lineOf, span } from '../../text/line.js'
import { widest } from '../../text/width.js'
import { wrap } from '../../text/wrap.js'
import { changeLines } from '../../view/key-change.js'
import { exchangeLines, exchangeOf, replyColumn } from '../../view/exchange.js'
import { brokenLines, labelLines } from '../../view/moment.js'
import { actorName } from '../../words.js'
import { lifelineMark } from './lifeline.js'

const GAP = 2
const LANE = 2
const LONGEST_STEP = 6
/** Lifelines may take this part of the width, or else they are left out. */
const LIFELINES_SHARE = 1 / 8

interface Page {
  width: number
  names: readonly string[]
  /** The clients that have a lifeline. */
  lanes: readonly number[]
  stepWidth: number
  nameWidth: number
  /** For what stands behind step, lifelines and name. */
  room: number
  symbols: Symbols
}

/** One step below the other, each behind the name of its client; where there is room, with thin lifelines. */
export function stackedLines(
  clients: readonly string[],
  moments: readonly Moment[],
  width: number,
  symbols: Symbols,
): Line[] {
  const page = pageOf(clients, moments, width, symbols)
  const exchanges = moments.flatMap(({ commands }) =>
    commands.map((sent) => exchangeOf(sent, page.room, symbols)),
  )
  // The replies of all steps stand in one column where they can.
  const column = replyColumn(exchanges, page.room)
  return moments.flatMap((moment) => [
    ...behindMargin(moment, bodyLines(moment, column, page), page),
    ...brokenLines(moment, width, symbols),
  ])
}

function pageOf(
  clients: readonly string[],
  moments: readonly Moment[],
  width: number,
  symbols: Symbols,
): Page {
  const names = clients.map((name) => actorName(name, symbols))
  const lanes = clients.length * LANE <= width * LIFELINES_SHARE ? [...clients.keys()] : []
  const stepWidth = widest(moments.map((moment) => stepOf(moment, symbols))) + GAP
  const nameWidth = widest([...names, BEFORE]) + GAP
  const room = width - stepWidth - lanes.length * LANE - nameWidth
  return { width, names, lanes, stepWidth, nameWidth, room, symbols }
}

function behindMargin(moment: Moment, lines: readonly Line[], page: Page): Line[] {
  const { lanes, names, stepWidth, nameWidth, symbols } = page
  const name = moment.isStart ? BEFORE : (names[moment.client ?? -1] ?? '')
  return lines.map((line, row) => [
    span(
      pad(row === 0 ? stepOf(moment, symbols) : '', stepWidth),
      moment.broken === undefined ? 'head' : 'bad',
    ),
    ...lanes.flatMap((client) => [lifelineMark(moment, client, row, symbols), span(' ')]),
    span(pad(row === 0 ? name : '', nameWidth), 'actor'),
    ...line,
  ])
}

function stepOf({ step }: Moment, { ellipsis }: Symbols): string {
  return fit(visible(step), LONGEST_STEP, ellipsis)
}

function bodyLines(moment: Moment, column: number, { names, room, symbols }: Page): Line[] {
  const lines = [
    ...moment.commands.flatMap((sent) =>
      exchangeLines(exchangeOf(sent, room, symbols), column, room, symbols),
    ),
    ...labelLines(moment, room),
    ...noteLines(moment, names, room),
    ...changeLines(moment, room, symbols),
  ]
  return lines.length > 0 ? lines : [BLANK]
}

/** The name is only said when it is not that of the step. */
function noteLines({ client, notes = [] }: Moment, names: readonly string[], room: number): Line[] {
  return notes.flatMap((note) => {
    const speaker = note.client === client ? '' : `${names[note.client] ?? ''}: `
    return wrap(speaker + visible(note.text), room).map((line) => lineOf(line, 'actor'))
  })
}
