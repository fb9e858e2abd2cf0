import { textWidth } from './width.js'

/** A line of the screen before colour: what each part means, not how it looks. */
export type Line = readonly Span[]

export interface Span {
  text: string
  role?: Role
}

export type Role =
  | 'title'
  | 'head'
  | 'frame'
  | 'quiet'
  | 'actor'
  | 'command'
  | 'key'
  | 'reply'
  | 'bar'
  | 'good'
  | 'bad'
  | 'me'

export const BLANK: Line = []

export function span(text: string, role?: Role): Span {
  return role === undefined ? { text } : { text, role }
}

export function lineOf(text: string, role?: Role): Line {
  return [span(text, role)]
}

export function lineText(line: Line): string {
  return line.map(({ text }) => text).join('')
}

export function lineWidth(line: Line): number {
  return textWidth(lineText(line))
}

export function indent(lines: readonly Line[], columns: number): Line[] {
  return lines.map((line) => (line.length === 0 ? line : [span(' '.repeat(columns)), ...line]))
}

/** Blocks with one blank line between them; empty blocks vanish. */
export function spaced(blocks: readonly (readonly Line[])[]): Line[] {
  const shown = blocks.filter((block) => block.length > 0)
  return shown.flatMap((block, index) => (index === 0 ? block : [BLANK, ...block]))
}

/** Without the spaces at its end, which only padded it. */
export function trimmed(line: Line): Line {
  const last = line.findLastIndex(({ text }) => text.trimEnd() !== '')
  return line
    .slice(0, last + 1)
    .map((one, index) => (index === last ? { ...one, text: one.text.trimEnd() } : one))
}
