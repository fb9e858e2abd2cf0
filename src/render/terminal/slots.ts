import type { SlotsChart } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { type Line, span } from '../text/line.js'
import { hanging } from '../view/hanging.js'
import { isNarrow, letterOf, roleOf, Row } from './canvas.js'

const SLOTS = 16_384
const WIDEST = 100

/** All hash slots as a strip, divided among the nodes, with a letter where keys lie; below it, which ones. */
export function slotLines({ nodes, keys }: SlotsChart, width: number, symbols: Symbols): Line[] {
  const columns = Math.min(width, WIDEST)
  const column = (slot: number) => Math.floor((slot / SLOTS) * columns)
  const slots = [...new Set(keys.map(({ slot }) => slot))].toSorted((one, other) => one - other)
  const marks = new Row(columns)
  for (const [index, slot] of slots.entries()) {
    const mark = keys.find((key) => key.slot === slot)?.mark
    if (marks.isFree(column(slot), column(slot) + 1)) marks.write(column(slot), letterOf(index), roleOf(mark))
  }
  const places = slots.flatMap((slot, index) => {
    const role = roleOf(keys.find((key) => key.slot === slot)?.mark)
    return hanging([span(`${letterOf(index)}  `, role)], placeOf(slot, { nodes, keys }, symbols), width)
  })
  return [marks.line(), stripOf(nodes, column, columns, symbols).line(), ...places]
}

function stripOf(
  nodes: SlotsChart['nodes'],
  column: (slot: number) => number,
  columns: number,
  { axis }: Symbols,
): Row {
  const strip = new Row(columns)
  strip.fill(0, columns, axis.line, 'frame')
  for (const { label, from, to } of nodes) {
    const [start, end] = [column(from), column(to)]
    strip.write(start, from === 0 ? axis.first : axis.tick, 'frame')
    if (to === SLOTS - 1) strip.write(columns - 1, axis.last, 'frame')
    const name = ` ${visible(label)} `
    const room = end - start - name.length
    if (isNarrow(name) && room >= 2) strip.write(start + 1 + Math.floor(room / 2), name, 'head')
  }
  return strip
}

/** `slot 3221, node 1: lock:door, lock:door:fence`. */
function placeOf(
  slot: number,
  { nodes, keys }: Pick<SlotsChart, 'nodes' | 'keys'>,
  symbols: Symbols,
): string {
  const node = nodes.find(({ from, to }) => slot >= from && slot <= to)?.label ?? symbols.none
  const here = keys.filter((key) => key.slot === slot)
  const mark = here.find((key) => key.mark !== undefined)?.mark
  const sign = mark === undefined ? '' : `${symbols[mark]} `
  return `${sign}slot ${slot}, ${visible(node)}: ${here.map(({ label }) => visible(label)).join(', ')}`
}
