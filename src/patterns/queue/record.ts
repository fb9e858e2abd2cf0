/** A record as record.lua describes it, read. */
export interface Record {
  readonly token: string
  readonly attempts: number
  readonly maxAttempts: number
  readonly priority: number
  readonly addedAtMs: number
  /** Why the last attempt failed, as JSON, or nothing. */
  readonly reason: string
}

export const HIGHEST_PRIORITY = 1_000
const PLACES = 2 ** 42

export function readRecord(bytes: Buffer): Record {
  const [token = '', attempts, , most, place, added, ...reason] = bytes.toString().split(' ')
  return {
    token,
    attempts: Number(attempts),
    maxAttempts: Number(most),
    priority: HIGHEST_PRIORITY - Math.floor(Number(place) / PLACES),
    addedAtMs: Number(added),
    reason: reason.join(' '),
  }
}
