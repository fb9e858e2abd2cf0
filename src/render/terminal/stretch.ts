import type { Mark } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import type { Role } from '../text/line.js'
import { besideColumn, type Row } from '../text/row.js'
import { textWidth } from '../text/width.js'

/** Columns of an axis that are filled, and whether the ends are ends or only the edge of the picture. */
export interface Stretch {
  at: number
  width: number
  mark?: Mark | undefined
  starts: boolean
  ends: boolean
}

/** Puts the stretch's label inside it or beside it. False when neither has room. */
export function putLabel(
  row: Row,
  own: Row[number],
  stretch: Stretch,
  text: string,
  columns: number,
  symbols: Symbols,
): boolean {
  if (textWidth(text) + 2 <= stretch.width) {
    own.text = stretchText(stretch, symbols, text)
    return true
  }
  const at = besideColumn(row, { from: stretch.at, to: stretch.at + stretch.width }, text, columns)
  if (at !== undefined) row.push({ at, text, role: roleOf(stretch.mark) })
  return at !== undefined
}

export function roleOf(mark: Mark | undefined): Role {
  return mark ?? 'bar'
}

/** `▐██ text ██▌` */
export function stretchText({ width, mark, starts, ends }: Stretch, { stretch }: Symbols, text = ''): string {
  if (width === 1) return stretch.cell
  const fill = stretch.fill[mark ?? 'none']
  const inner = width - 2
  const words = text !== '' && textWidth(text) + 4 <= inner ? ` ${text} ` : text
  const left = Math.floor((inner - textWidth(words)) / 2)
  const right = inner - textWidth(words) - left
  return (
    (starts ? stretch.start : fill) +
    fill.repeat(left) +
    words +
    fill.repeat(right) +
    (ends ? stretch.end : fill)
  )
}
