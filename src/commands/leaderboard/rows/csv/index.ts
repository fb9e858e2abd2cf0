import type { Row, RowReader, RowSource } from '../row.js'
import { shown } from '../../../../scenario/shown.js'
import { toRow } from '../to-row.js'
import { DELIMITER_WORDS, sniffDelimiter } from './delimiter.js'
import { type Layout, layoutOf } from './layout.js'
import { type CsvRecord, CsvRecords } from './records.js'

/** CSV and TSV as of RFC 4180, and the ways in which real files differ from it. */
export class CsvReader implements RowReader {
  readonly counts = 'line'
  readonly #source: RowSource
  #delimiter: string | undefined
  #records: CsvRecords | undefined
  #layout: Layout | undefined
  /** Text that came before the delimiter was known. */
  #waiting = ''

  constructor(source: RowSource, delimiter?: string) {
    this.#source = source
    this.#delimiter = delimiter
  }

  push(text: string): Row[] {
    return this.#read(text, false)
  }

  end(): Row[] {
    return this.#read('', true)
  }

  describe(): string {
    if (!this.#layout || this.#delimiter === undefined) return ''
    const { labels, columns } = this.#layout
    const from = `names from ${labels[columns.name]}, scores from ${labels[columns.score]}`
    return `read as CSV with ${DELIMITER_WORDS[this.#delimiter]}, ${from}`
  }

  #read(text: string, last: boolean): Row[] {
    this.#waiting += text
    this.#delimiter ??= sniffDelimiter(this.#waiting, last)
    if (this.#delimiter === undefined) return []
    this.#records ??= new CsvRecords(this.#delimiter)
    const records = this.#records.push(this.#waiting, last)
    this.#waiting = ''
    return records.flatMap((record) => this.#row(record))
  }

  #row(record: CsvRecord): Row | [] {
    if ('problem' in record) return record
    const known = this.#layout
    this.#layout ??= layoutOf(record.fields, this.#source)
    const { labels, columns, hasHeader } = this.#layout
    if (!known && hasHeader) return []
    const { line, fields } = record
    if (fields.length === labels.length) return toRow(line, fields[columns.name], fields[columns.score])
    const found = shown(fields.join(this.#delimiter))
    return { line, problem: `the number of fields is ${fields.length}, not ${labels.length}: ${found}` }
  }
}
