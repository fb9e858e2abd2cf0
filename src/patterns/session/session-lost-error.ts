import { PatternError } from '../_kit/errors.js'

/**
 * A sign-in on a cluster moves the session to another slot, and failed between the two steps. The old session is gone
 * and there is no new one: the user must sign in again. `code` is `'SESSION_LOST'`.
 */
export class SessionLostError extends PatternError {
  override readonly name = 'SessionLostError'
  constructor(cause: unknown) {
    super(
      'SESSION_LOST',
      'the session was taken from its old slot and could not be written to its new one; ask the user to sign in again',
      { cause },
    )
  }
}
