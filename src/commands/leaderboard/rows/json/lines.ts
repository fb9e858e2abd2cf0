import { type Line, LineCutter } from '../../../../scenario/lines.js'
import { shown } from '../../../../scenario/shown.js'
import type { Row, RowReader, RowSource } from '../row.js'
import { ValueRows } from './values.js'

/** NDJSON: one JSON value a line. A line that is not JSON costs that line. */
export class JsonLinesReader implements RowReader {
  readonly counts = 'line'
  readonly #lines = new LineCutter()
  readonly #values: ValueRows

  constructor(source: RowSource) {
    this.#values = new ValueRows(source)
  }

  push(text: string): Row[] {
    return this.#lines.push(text).flatMap((line) => this.#row(line))
  }

  end(): Row[] {
    return this.#lines.end().flatMap((line) => this.#row(line))
  }

  describe(): string {
    return `read as one JSON value a line, ${this.#values.describe()}`
  }

  #row(found: Line): Row | [] {
    if ('problem' in found) return found
    return found.text.trim() === '' ? [] : this.#parse(found.line, found.text)
  }

  #parse(line: number, text: string): Row {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return { line, problem: `the line is not JSON: ${shown(text.trim())}` }
    }
    return this.#values.row(line, value)
  }
}
