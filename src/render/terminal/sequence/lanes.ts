import type { Moment } from '../../data/moments.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { fit, pad } from '../../text/fit.js'
import { indent, type Line, lineWidth, span } from '../../text/line.js'
import { beside } from '../../view/beside.js'
import { changeLines } from '../../view/key-change.js'
import { brokenLines } from '../../view/moment.js'
import { cellLines, sharedLines } from './cell.js'
import { GAP, type Layout, lanesWidth, MARK } from './layout.js'
import { lifelineMark } from './lifeline.js'

interface Picture {
  clients: readonly string[]
  layout: Layout
  width: number
  symbols: Symbols
}

/** A lane for each client, side by side, down to its death or the end. */
export function laneLines(moments: readonly Moment[], picture: Picture): Line[] {
  return [headLine(picture), ...moments.flatMap((moment) => momentLines(moment, picture))]
}

function headLine({ clients, layout, symbols }: Picture): Line {
  const lane = MARK + layout.lane
  const names = clients.map((name) => pad(fit(visible(name), lane, symbols.ellipsis), lane + GAP))
  return [span(' '.repeat(layout.step)), span(names.join(''), 'actor')]
}

/** The step, the lanes and the keys; and below, what is wrong from here on. */
function momentLines(moment: Moment, picture: Picture): Line[] {
  const { clients, layout, width, symbols } = picture
  const columns = lanesWidth(clients, layout.lane)
  const keys = changeLines(moment, layout.keys ?? width - layout.step, symbols)
  const isShared = clients[moment.client ?? -1] === undefined
  const shared = isShared ? sharedLines(moment, columns, symbols) : []
  const least = Math.max(isShared ? 0 : 1, layout.keys === undefined ? 0 : keys.length - shared.length)
  const drawn = [...shared, ...laneRows(moment, least, picture)]
  const all = layout.keys === undefined ? [...drawn, ...keys] : beside(drawn, keys, columns)
  return [...stepped(moment, all, layout), ...brokenLines(moment, width, symbols)]
}

function stepped({ step, broken }: Moment, lines: readonly Line[], layout: Layout): Line[] {
  const [first = [], ...others] = indent(lines, layout.step)
  const name = pad(visible(step), layout.step)
  return [[span(name, broken === undefined ? 'head' : 'bad'), ...first.slice(1)], ...others]
}

/** At least so many lines, in which the lifelines go on. */
function laneRows(moment: Moment, least: number, { clients, layout, symbols }: Picture): Line[] {
  const cells = clients.map((_, client) => cellLines(moment, client, layout.lane, symbols))
  const height = cells.reduce((most, lines) => Math.max(most, lines.length), least)
  return Array.from({ length: height }, (_, row) =>
    cells.flatMap((lines, client): Line => {
      const line = lines[row] ?? []
      const rest = ' '.repeat(Math.max(0, layout.lane - lineWidth(line) + GAP))
      return [lifelineMark(moment, client, row, symbols), span(' '), ...line, span(rest)]
    }),
  )
}
