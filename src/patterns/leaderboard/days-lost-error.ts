import { PatternError } from '../_kit/errors.js'

/** Boards of days expired before `allTime` had folded them. `code` is `'DAYS_LOST'`. */
export class DaysLostError extends PatternError {
  override readonly name = 'DaysLostError'
  constructor(
    /** The first and the last such day, as in `2026-11-23`. Nobody may have played on them. */
    readonly firstDay: string,
    readonly lastDay: string,
  ) {
    super(
      'DAYS_LOST',
      `the boards of ${firstDay} to ${lastDay} expired before they were folded; call allTime() at least once every keepDays days, or pass { acceptLoss: true } to go on without them`,
    )
  }
}
