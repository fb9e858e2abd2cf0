import { UsageError } from '../scenario/errors.js'
import { type Step, writeSchedule, writeStep } from './steps.js'

/** Raised when there are more orders than can be run. */
export class TooMany extends Error {
  override readonly name = 'TooMany'
  override readonly message = 'too many orders to run them all'
}

/** A schedule asks for a step that nobody can take then. */
export class NotPossible extends UsageError {
  constructor(step: Step, before: readonly Step[], possible: readonly string[]) {
    const place = before.length === 0 ? 'at the start' : `after ${writeSchedule(before)}`
    const hint =
      possible.length === 0
        ? 'all clients are at their end: leave the rest out'
        : `choose from ${possible.join(', ')}`
    super(`step ${writeStep(step)} is not possible ${place}`, hint)
  }
}

/** A program does something else when the same order is run again. */
export class NotRepeatable extends UsageError {
  constructor(before: readonly Step[]) {
    super(
      `after ${writeSchedule(before) || 'the start'} the program does not do the same each time`,
      'take the time and ids from the options that it is made with, and wait for nothing but Redis and timers',
    )
  }
}
