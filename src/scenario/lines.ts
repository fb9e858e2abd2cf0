import { grouped } from './text.js'

/** A line of a text, or the place of one that is too long to be read. */
export type Line = { line: number; text: string } | { line: number; problem: string }

/** In characters. Beyond it the input is not made of lines. */
export const LONGEST_LINE = 65_536
const TOO_LONG = `the line has more than ${grouped(LONGEST_LINE)} characters`

/** Cuts text into lines as it arrives in pieces. Of a line that is too long nothing is kept. */
export class LineCutter {
  #rest = ''
  #line = 1
  /** The rest of the line does not count: its beginning was refused. */
  #skipping = false

  /** The lines that are now whole, without their ends. */
  push(text: string): Line[] {
    const pieces = (this.#rest + text).split('\n')
    this.#rest = pieces.pop() ?? ''
    const lines = pieces.flatMap((piece) => this.#whole(piece))
    return this.#rest.length > LONGEST_LINE ? [...lines, ...this.#dropRest()] : lines
  }

  /** The last line, when no line end came after it. */
  end(): Line[] {
    return this.#rest === '' ? [] : [this.#whole(this.#rest)].flat()
  }

  #whole(text: string): Line | [] {
    const line = this.#line++
    const skipped = this.#skipping
    this.#skipping = false
    if (skipped) return []
    if (text.length > LONGEST_LINE) return { line, problem: TOO_LONG }
    return { line, text: text.endsWith('\r') ? text.slice(0, -1) : text }
  }

  #dropRest(): Line[] {
    const known = this.#skipping
    this.#skipping = true
    this.#rest = ''
    return known ? [] : [{ line: this.#line, problem: TOO_LONG }]
  }
}
