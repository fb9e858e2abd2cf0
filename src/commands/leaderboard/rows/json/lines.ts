import { grouped } from '../../../../scenario/text.js'
import { type Row, type RowReader, type RowSource, LONGEST_ROW } from '../row.js'
import { shown } from '../shown.js'
import { ValueRows } from './values.js'

const TOO_LONG = `the line has more than ${grouped(LONGEST_ROW)} characters`

/** NDJSON: one JSON value a line. A line that is not JSON costs that line. */
export class JsonLinesReader implements RowReader {
  readonly counts = 'line'
  readonly #values: ValueRows
  #rest = ''
  #line = 1
  /** The rest of the line does not count: its beginning was refused as too long. */
  #skipping = false

  constructor(source: RowSource) {
    this.#values = new ValueRows(source)
  }

  push(text: string): Row[] {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    const rows = lines.flatMap((line) => this.#wholeLine(line))
    return this.#rest.length > LONGEST_ROW ? [...rows, ...this.#dropRest()] : rows
  }

  end(): Row[] {
    return [this.#wholeLine(this.#rest)].flat()
  }

  describe(): string {
    return `read as one JSON value a line, ${this.#values.describe()}`
  }

  #wholeLine(text: string): Row | [] {
    const line = this.#line++
    const skipped = this.#skipping
    this.#skipping = false
    if (skipped || text.trim() === '') return []
    return text.length > LONGEST_ROW ? { line, problem: TOO_LONG } : this.#parse(line, text)
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

  #dropRest(): Row[] {
    const known = this.#skipping
    this.#skipping = true
    this.#rest = ''
    return known ? [] : [{ line: this.#line, problem: TOO_LONG }]
  }
}
