import { UsageError } from '../scenario/errors.js'

/** A lesson that cannot be used as it is written. */
export class LessonProblem extends UsageError {
  constructor(file: string, line: number, what: string, hint: string) {
    super(`${file}:${line}: ${what}`, hint)
  }
}
