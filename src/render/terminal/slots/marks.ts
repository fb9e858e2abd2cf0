import type { SlotGroup } from '../../data/slot-groups.js'
import { keyAt, type Symbols } from '../../symbols.js'
import { isFree, type Row } from '../../text/row.js'
import { textWidth } from '../../text/width.js'
import { type Part, slotColumn } from './parts.js'

/** Each number above its slot; one that would cover another stands higher. */
export function numberRows(
  groups: readonly SlotGroup[],
  parts: readonly Part[],
  columns: number,
  symbols: Symbols,
): Row[] {
  const rows: Row[] = []
  for (const [index, group] of groups.entries()) {
    const text = keyAt(index, symbols)
    const at = Math.min(columnOf(group, parts, columns), columns - textWidth(text))
    const row = rows.find((row) => isFree(row, at - 1, at + textWidth(text) + 1))
    if (row === undefined) rows.push([{ at, text, role: 'head' }])
    else row.push({ at, text, role: 'head' })
  }
  return rows.toReversed()
}

/** Only where keys lie, not which. */
export function markRow(
  groups: readonly SlotGroup[],
  parts: readonly Part[],
  columns: number,
  { points }: Symbols,
): Row {
  const occupied = new Set(groups.map((group) => columnOf(group, parts, columns)))
  return [...occupied].map((at) => ({ at, text: points.none, role: 'head' }))
}

/** Always above the part of its own node. */
function columnOf({ slot, node }: SlotGroup, parts: readonly Part[], columns: number): number {
  const part = parts.find((part) => part.node === node)
  const last = part === undefined ? columns - 1 : part.at + part.width - 1
  return Math.min(slotColumn(slot, columns), last)
}
