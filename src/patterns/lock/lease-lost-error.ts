import { PatternError } from '../_kit/errors.js'

/** A lease was lost before the work under it was done. `code` is `'LEASE_LOST'`. */
export class LeaseLostError extends PatternError {
  override readonly name = 'LeaseLostError'
  constructor(
    /** The name of the lock. */
    readonly lock: string,
    /** `it ran out`, for one. */
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(
      'LEASE_LOST',
      `the lease of lock '${lock}' was lost: ${why}; somebody else may have the lock now`,
      options,
    )
  }
}
