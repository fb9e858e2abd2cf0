import type { JSONParser } from '@streamparser/json'
import { UsageError } from '../../../../scenario/errors.js'
import type { Row, RowReader, RowSource } from '../row.js'
import { shown } from '../../../../scenario/shown.js'
import { toRow } from '../to-row.js'
import { ValueRows } from './values.js'

/** In characters. Larger parts are not rows: the list of rows lies deeper inside. */
const LONGEST_ELEMENT = 1_048_576

const NOT_ROWS =
  'give a list of rows or an object of names and scores, for example with: jq .players file.json'
const BROKEN = 'repair it, or write one JSON value a line (.ndjson): then a bad line costs only itself'

/**
 * One JSON document: a list of rows, or an object of names and scores. `line` counts its elements. After a
 * syntax error nothing more of it can be read, so that the whole document is refused.
 */
export class JsonDocumentReader implements RowReader {
  readonly counts = 'element'
  readonly #source: RowSource
  readonly #values: ValueRows
  readonly #parser: JSONParser
  #rows: Row[] = []
  #elements = 0
  #sinceElement = 0
  #opening = ''

  constructor(source: RowSource, Parser: typeof JSONParser) {
    this.#source = source
    this.#values = new ValueRows(source)
    this.#parser = new Parser({ paths: ['$.*'], keepStack: false })
    this.#parser.onValue = ({ key, value }) => this.#element(key, value)
  }

  push(text: string): Row[] {
    this.#opening ||= text.trimStart().slice(0, 1)
    if (!'[{'.includes(this.#opening)) throw this.#refused('is not a JSON list or object', NOT_ROWS)
    this.#sinceElement += text.length
    this.#attempt('is not valid JSON', () => this.#parser.write(text))
    if (this.#sinceElement > LONGEST_ELEMENT) throw this.#refused('is not a list of rows', NOT_ROWS)
    return this.#take()
  }

  end(): Row[] {
    this.#attempt('ends too early', () => {
      if (!this.#parser.isEnded) this.#parser.end()
    })
    return this.#take()
  }

  describe(): string {
    const what = this.#opening === '{' ? 'an object of names and scores' : this.#values.describe()
    return `read as one JSON document, ${what}`
  }

  #element(key: string | number | undefined, value: unknown): void {
    this.#elements++
    this.#sinceElement = 0
    if (this.#opening === '[') this.#rows.push(this.#values.row(this.#elements, value))
    else this.#rows.push(this.#mapRow(String(key), value))
  }

  #mapRow(key: string, value: unknown): Row {
    if (this.#elements > 1 || typeof value !== 'object' || value === null)
      return toRow(this.#elements, key, value)
    throw this.#refused(`is an object whose ${shown(key)} is not a score`, NOT_ROWS)
  }

  #take(): Row[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #attempt(what: string, parse: () => void): void {
    try {
      parse()
    } catch (cause) {
      if (cause instanceof UsageError) throw cause
      const where = this.#elements === 0 ? '' : ` after element ${this.#elements}`
      throw this.#refused(what + where, BROKEN, cause)
    }
  }

  #refused(what: string, hint: string, cause?: unknown): UsageError {
    return new UsageError(`${this.#source.label} ${what}`, hint, { cause })
  }
}
