import type { SlotsChart } from '../../../scenario/event.js'
import type { SlotGroup } from '../../data/slot-groups.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { fit, pad } from '../../text/fit.js'
import { type Line, lineWidth, span } from '../../text/line.js'
import { widest } from '../../text/width.js'
import { signsOf } from '../../view/signs.js'

const NODE_SHARE = 0.25
/** Where it is narrower, the number has to do without the word. */
const ROOM_FOR_WORDS = 56

/** Keys of one slot, and their number above the strip. */
export type NumberedGroup = SlotGroup & { number: string }

interface KeyRow {
  key: SlotsChart['keys'][number]
  number: string
  /** Slot and node, or the line that leads to those above. */
  place: Line
}

/** Each key, its slot and its node. Keys of one slot hang together. */
export function keyLines(groups: readonly NumberedGroup[], width: number, symbols: Symbols): Line[] {
  const rows = groups.flatMap((group) => rowsOf(group, width, symbols))
  const signs = signsOf(
    rows.map(({ key }) => key),
    symbols,
  )
  const number = widest(rows.map((row) => row.number && `${row.number} `))
  const place = rows.reduce((most, row) => Math.max(most, lineWidth(row.place)), 0)
  const names = rows.map(({ key }) => visible(key.label))
  const label = Math.max(1, Math.min(widest(names), width - number - widest(signs) - place - 1))
  return rows.map((row, index): Line => {
    const name = pad(fit(names[index] ?? '', label, symbols.ellipsis), label)
    return [
      span(pad(row.number, number), 'head'),
      span(`${signs[index] ?? ''}${name} `, row.key.mark),
      ...row.place,
    ]
  })
}

function rowsOf({ slot, keys, node, number }: NumberedGroup, width: number, symbols: Symbols): KeyRow[] {
  const { join } = symbols
  const slotWords = (width < ROOM_FOR_WORDS ? ' ' : ' slot ') + String(slot).padStart(5)
  const name = fit(visible(node?.label ?? ''), Math.floor(width * NODE_SHARE), symbols.ellipsis)
  const owner = name === '' ? [] : [span(` ${join.one} `, 'frame'), span(name)]
  return keys.map((key, row) => ({
    key,
    number: row === 0 ? number : '',
    place:
      row === 0
        ? [span(keys.length === 1 ? join.one : join.first, 'frame'), span(slotWords), ...owner]
        : [span(row === keys.length - 1 ? join.last : join.middle, 'frame')],
  }))
}
