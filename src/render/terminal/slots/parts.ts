import type { SlotsChart } from '../../../scenario/event.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { textWidth } from '../../text/width.js'
import type { Stretch } from '../stretch.js'

export const SLOTS = 16_384

type Node = SlotsChart['nodes'][number]

/** The slots of one node, as columns of the strip. */
export interface Part extends Stretch {
  node: Node
  name: string
  range: string
}

/** Rounded down at both ends, so that parts neither overlap nor leave a gap. */
export function partOf(node: Node, columns: number, { to }: Symbols): Part {
  const at = Math.min(slotColumn(node.from, columns), columns - 1)
  return {
    node,
    at,
    width: Math.max(1, slotColumn(node.to + 1, columns) - at),
    starts: true,
    ends: true,
    name: visible(node.label),
    range: `${node.from}${to}${node.to}`,
  }
}

export function slotColumn(slot: number, columns: number): number {
  return Math.floor((slot / SLOTS) * columns)
}

/** Can the part say by itself whose it is? */
export function isRoomy({ name, range, width }: Part): boolean {
  return textWidth(name) + 2 <= width && textWidth(range) < width
}
