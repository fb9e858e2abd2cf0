import { randomFillSync } from 'node:crypto'

/** Asking the system for a little each time would cost more than all the rest. */
const pool = Buffer.allocUnsafe(4_096)
let used = pool.length

/** Text that nobody can guess: 256 random bits, or as many as asked for (at most 4096 bytes), in letters that need no escaping. */
export function randomId(bytes = 32): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool.toString('base64url', used, (used += bytes))
}
