import type { SlotsChart } from '../../scenario/event.js'

type Key = SlotsChart['keys'][number]
type Node = SlotsChart['nodes'][number]

/** The keys of one slot, and the node that has it. */
export interface SlotGroup {
  slot: number
  keys: Key[]
  node: Node | undefined
}

/** In the order of the slots, as the nodes lie. */
export function slotGroups({ keys, nodes }: SlotsChart): SlotGroup[] {
  const slots = [...new Set(keys.map(({ slot }) => slot))].toSorted((one, other) => one - other)
  return slots.map((slot) => ({
    slot,
    keys: keys.filter((key) => key.slot === slot),
    node: nodes.find(({ from, to }) => slot >= from && slot <= to),
  }))
}
