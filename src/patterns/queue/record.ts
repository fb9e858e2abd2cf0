/** A record as record.lua describes it, read. */
export interface Record {
  readonly attempts: number
  readonly maxAttempts: number
  readonly priority: number
  readonly addedAtMs: number
  readonly note: string
}

export const HIGHEST_PRIORITY = 1_000
const PLACES = 2 ** 42

export function readRecord(bytes: Buffer): Record {
  const [, attempts, most, place, added, ...note] = bytes.toString().split(' ')
  return {
    attempts: Number(attempts),
    maxAttempts: Number(most),
    priority: HIGHEST_PRIORITY - Math.floor(Number(place) / PLACES),
    addedAtMs: Number(added),
    note: note.join(' '),
  }
}
