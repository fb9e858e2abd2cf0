import { LONGEST_LINE } from '../../../scenario/lines.js'

/** A name and its score, or the reason why the row has none. `line` is where it begins. */
export type Row = ScoreRow | BadRow

export interface ScoreRow {
  line: number
  member: string
  score: number
}

export interface BadRow {
  line: number
  problem: string
}

/** Why a part of a row cannot be used. */
export interface Problem {
  problem: string
}

/** A format. Text goes in as it arrives; rows come out as soon as they are whole, whatever the pieces were. */
export interface RowReader {
  /** What `line` counts. */
  readonly counts: 'line' | 'element'
  push(text: string): Row[]
  /** The rows that only the end of the text made whole. */
  end(): Row[]
  /** How the text was understood, in words. Empty while nothing of it is known. */
  describe(): string
}

/** Where the rows come from and how the person wants them read. */
export interface RowSource {
  /** As given: a file name, or `-`. */
  path: string
  /** For messages. */
  label: string
  /** Empty: to be found. */
  nameColumn: string
  scoreColumn: string
}

/** In characters. Beyond it a quote was left open, or the input is not made of rows. */
export const LONGEST_ROW = LONGEST_LINE

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'problem' in value
}
