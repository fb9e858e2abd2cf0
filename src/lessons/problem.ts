import { UsageError } from '../scenario/errors.js'

/** A place in the file that is being read. */
export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** A lesson that cannot be used as it is written. */
export class LessonProblem extends UsageError {
  constructor(file: string, line: number, what: string, hint: string) {
    super(`${file}:${line}: ${what}`, hint)
  }
}
