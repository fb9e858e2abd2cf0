import { grouped } from '../../../../scenario/text.js'
import { afterLineEnd, countLineEnds, hasLineEnd, lineEndFrom } from '../line-ends.js'
import { type BadRow, LONGEST_ROW } from '../row.js'
import { scanRecord } from './record.js'

export type CsvRecord = { line: number; fields: string[] } | BadRow

const TOO_LONG = `the row has more than ${grouped(LONGEST_ROW)} characters: is a quote left open?`

/**
 * Cuts text into records. A damaged record costs one line: reading goes on at the line after the one where it
 * began, so that a quote left open does not swallow the rest of the file.
 */
export class CsvRecords {
  readonly #delimiter: string
  #text = ''
  #line = 1
  /** The rest of the line does not count: it belongs to a damaged record. */
  #skipping = false

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  /** The records that are now whole. With `last` the text ends here. */
  push(text: string, last: boolean): CsvRecord[] {
    this.#text += text
    const records: CsvRecord[] = []
    let at = this.#skipping ? this.#skipLine(last) : 0
    while (!this.#skipping && at < this.#text.length) {
      const next = this.#read(at, last)
      if (!next) break
      if (!isBlank(next.record)) records.push(next.record)
      this.#line += countLineEnds(this.#text, at, next.end)
      at = next.end
    }
    this.#text = this.#text.slice(at)
    return records
  }

  #read(at: number, last: boolean): { record: CsvRecord; end: number } | undefined {
    const scanned = scanRecord(this.#text, at, this.#delimiter)
    if (scanned.end - at > LONGEST_ROW) return this.#damaged(at, TOO_LONG, last)
    if (!last && !hasLineEnd(this.#text, scanned.end)) return undefined
    if ('problem' in scanned) return this.#damaged(at, scanned.problem, last)
    const end = afterLineEnd(this.#text, scanned.end)
    return { record: { line: this.#line, fields: scanned.fields }, end }
  }

  #damaged(at: number, problem: string, last: boolean): { record: BadRow; end: number } {
    const record = { line: this.#line, problem }
    return { record, end: this.#endLine(at, last) }
  }

  #skipLine(last: boolean): number {
    const end = this.#endLine(0, last)
    if (!this.#skipping) this.#line++
    return end
  }

  /** The start of the line after `at`, or as far as there is text, and then the skipping goes on. */
  #endLine(at: number, last: boolean): number {
    const end = lineEndFrom(this.#text, at)
    this.#skipping = !last && !hasLineEnd(this.#text, end)
    return this.#skipping ? end : afterLineEnd(this.#text, end)
  }
}

function isBlank(record: CsvRecord): boolean {
  return 'fields' in record && record.fields.length === 1 && record.fields[0] === ''
}
