/** Something was lost that the caller counted on. Misuse is a `TypeError` or `RangeError` instead. */
export class PatternError extends Error {
  override readonly name: string = 'PatternError'
  constructor(
    /** Stays the same between versions, unlike the message: `DAYS_LOST`. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
