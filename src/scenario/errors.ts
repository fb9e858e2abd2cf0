/** The person asked for something that cannot be understood or is out of range. The program exits 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  constructor(
    message: string,
    /** What to do instead: one line. */
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** This server cannot do what was asked for. The program exits 4. */
export class CapabilityError extends Error {
  override readonly name = 'CapabilityError'
  constructor(
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
