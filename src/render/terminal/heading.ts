import type { Symbols } from '../symbols.js'
import { type Line, lineWidth, span } from '../text/line.js'
import { textWidth } from '../text/width.js'
import { hanging } from '../view/hanging.js'

/** A rule further out than this would tear title and name apart. */
const LONGEST = 120

/** `── Ties ───────── ties ──`: the title, and at the end of the rule the name to type for this scenario alone. */
export function heading(title: string, id: string, width: number, { rule }: Symbols): Line[] {
  const edge = rule.repeat(2)
  const lines = hanging([span(`${edge} `, 'frame')], title, width, 'title')
  const [first = []] = lines
  const left = Math.min(width, LONGEST) - lineWidth(first)
  const name = ` ${id} ${edge}`
  const end = textWidth(name) + 4 <= left ? name : ''
  const line = rule.repeat(Math.max(0, left - textWidth(end) - 1))
  return lines.length === 1 ? [[...first, span(` ${line}${end}`, 'frame')]] : lines
}
