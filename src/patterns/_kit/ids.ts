import { randomBytes } from 'node:crypto'

/** Text that nobody can guess: 256 random bits, or as many as asked for, in 43 letters that need no escaping. */
export function randomId(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}
