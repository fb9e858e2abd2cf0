import type { Connection } from '../engine/engine.js'
import type { VirtualClock } from './define.js'

/** A Monday, 00:00 UTC: day and week boards start together. */
export const RUN_STARTS_AT = Date.UTC(2026, 0, 5)

/** `keys` are the run's own; nothing else on the server is aged. */
export function virtualClock(janitor: Connection, keys: () => Iterable<string>): VirtualClock {
  let now = RUN_STARTS_AT
  return {
    now: () => now,
    async advance(ms) {
      now += ms
      for (const key of keys()) await age(janitor, key, ms)
    },
  }
}

/** Brings a key closer to its expiry. One that is due really expires: PEXPIREAT in the past would delete it instead. */
async function age(janitor: Connection, key: string, ms: number): Promise<void> {
  const left = await janitor.pttl(key)
  if (left < 0) return
  await janitor.pexpire(key, Math.max(1, left - ms))
  if (left <= ms) while ((await janitor.exists(key)) === 1);
}
