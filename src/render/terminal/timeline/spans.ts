import type { Span } from '../../../scenario/event.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import type { Row } from '../../text/row.js'
import { textWidth } from '../../text/width.js'
import { signOf } from '../../view/signs.js'
import { type Axis, columnOf } from '../axis.js'
import { putLabel, roleOf, type Stretch, stretchText } from '../stretch.js'
import type { Legend } from './legend.js'

interface Block extends Stretch {
  span: Span
}

/** One row for spans that follow each other; those that overlap, in time or on the screen, in rows of their own. */
export function spanRows(spans: readonly Span[], axis: Axis, symbols: Symbols, legend: Legend): Row[] {
  const sorted = spans.toSorted((one, other) => one.from - other.from)
  return stacked(sorted.map((span) => blockOf(span, axis))).map((blocks) =>
    labelled(blocks, axis, symbols, legend),
  )
}

/** Never narrower than one column: what was short was there. */
function blockOf(span: Span, axis: Axis): Block {
  const at = columnOf(axis, span.from)
  const width = Math.max(1, columnOf(axis, span.to) - at)
  return { span, at, width, mark: span.mark, starts: span.from >= axis.from, ends: span.to <= axis.to }
}

function stacked(blocks: readonly Block[]): Block[][] {
  const rows: Block[][] = []
  for (const block of blocks) {
    const row = rows.find((row) => row.every((other) => follows(block, other)))
    if (row === undefined) rows.push([block])
    else row.push(block)
  }
  return rows
}

function follows(block: Block, other: Block): boolean {
  return block.at >= other.at + other.width && block.span.from >= other.span.to
}

function labelled(blocks: readonly Block[], axis: Axis, symbols: Symbols, legend: Legend): Row {
  const row: Row = blocks.map((block) => ({
    at: block.at,
    text: stretchText(block, symbols),
    role: roleOf(block.mark),
  }))
  for (const [index, block] of blocks.entries()) {
    const own = row[index]
    const { label, mark } = block.span
    const text = signOf(mark, symbols) + visible(label)
    if (own === undefined || putLabel(row, own, block, text, axis.columns, symbols)) continue
    const key = legend.keyOf(visible(label), mark)
    if (putLabel(row, own, block, key, axis.columns, symbols)) continue
    if (textWidth(key) <= block.width)
      own.text = key + symbols.stretch.end.repeat(block.width - textWidth(key))
  }
  return row
}
