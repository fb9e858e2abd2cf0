import type { Mark } from '../../scenario/event.js'
import { type Line, type Role, span } from '../text/line.js'
import { textWidth } from '../text/width.js'

interface Cell {
  text: string
  role: Role | undefined
}

/** One row of a picture, written to by column. */
export class Row {
  readonly #cells: (Cell | undefined)[]

  constructor(width: number) {
    this.#cells = Array.from({ length: width }, () => undefined)
  }

  get width(): number {
    return this.#cells.length
  }

  isFree(from: number, to: number): boolean {
    return this.#cells.slice(from, to).every((cell) => cell === undefined)
  }

  fill(from: number, to: number, text: string, role?: Role): void {
    for (let at = Math.max(0, from); at < Math.min(to, this.width); at++) this.#cells[at] = { text, role }
  }

  /** Only text that takes one column a character; anything else belongs into a legend. */
  write(at: number, text: string, role?: Role): void {
    for (const [index, char] of [...text].entries()) this.fill(at + index, at + index + 1, char, role)
  }

  line(): Line {
    const spans: { text: string; role: Role | undefined }[] = []
    for (const cell of this.#cells) {
      const last = spans.at(-1)
      const { text, role } = cell ?? { text: ' ', role: undefined }
      if (last !== undefined && last.role === role) last.text += text
      else spans.push({ text, role })
    }
    return spans.map(({ text, role }) => span(text, role))
  }
}

/** Whether each character of it takes one column, so that it can be written into a row. */
export function isNarrow(text: string): boolean {
  return textWidth(text) === [...text].length
}

export function roleOf(mark: Mark | undefined): Role {
  return mark ?? 'bar'
}

/** Names for what has no room in the picture: a to z, then aa. */
export function letterOf(index: number): string {
  const letter = String.fromCodePoint(97 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}
