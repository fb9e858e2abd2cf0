import type { BadRow, Row } from '../rows/row.js'
import type { CloseNames } from './close-names.js'
import type { NameSample } from './sample.js'

const MOST_KEPT = 10

/** What is known of a file when it has been read. Its size does not grow with the file. */
export class Tally {
  /** Rows of the file, good or bad. */
  read = 0
  /** Rows that Redis confirmed. */
  loaded = 0
  skipped = 0
  /** No score has a fraction. */
  whole = true
  /** The first bad rows. */
  readonly bad: BadRow[] = []
  readonly sample: NameSample
  readonly close: CloseNames

  constructor(sample: NameSample, close: CloseNames) {
    this.sample = sample
    this.close = close
  }

  see(row: Row): void {
    this.read++
    if ('problem' in row) {
      this.skipped++
      if (this.bad.length < MOST_KEPT) this.bad.push(row)
      return
    }
    this.whole &&= Number.isInteger(row.score)
    this.sample.see(row.member, row.score)
    this.close.see(row.member)
  }
}
