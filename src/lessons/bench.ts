import type { SequenceChart } from '../scenario/event.js'
import type { Fix } from './lesson.js'

/** What came of one race that a file was run under. */
export interface Finding {
  /** `lock get-then-set` */
  readonly race: string
  /** `race lock get-then-set: no order breaks it` */
  readonly claim: string
  readonly holds: boolean
  /** All orders were looked at; else some that chance has chosen. */
  readonly isWhole: boolean
  /** In a sentence: `24 of 46 orders break it: client-1 and client-2 hold the lock`. */
  readonly says: string
  /** The shortest order that breaks it. */
  readonly shortest: { readonly schedule: string; readonly chart: SequenceChart } | undefined
}

/** Where a learner's file is run under the races of a pattern. */
export interface Bench {
  /** What the file holds at first. */
  start(fix: Fix): Promise<string>
  /** The names of the races, in the order in which they are run. */
  races(fix: Fix): Promise<string[]>
  /**
   * One race after the other. `file` is as a person would type it.
   *
   * @throws {UsageError} when the file cannot be used: there is a line to be told.
   */
  judge(fix: Fix, file: string, signal?: AbortSignal): AsyncIterable<Finding>
  /** The same, of a text that is in no file yet. */
  judgeText(fix: Fix, text: string): AsyncIterable<Finding>
}
