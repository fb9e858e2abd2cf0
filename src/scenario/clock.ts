import type { Connection } from '../engine/engine.js'
import type { VirtualClock } from './define.js'
import { hashSlot } from './slot.js'

/** A Monday, 00:00 UTC: day and week boards start together. */
export const RUN_STARTS_AT = Date.UTC(2026, 0, 5)

/** `keys` are the run's own; nothing else on the server is aged. */
export function virtualClock(janitor: Connection, keys: () => Iterable<string>): VirtualClock {
  let now = RUN_STARTS_AT
  return {
    now: () => now,
    async advance(ms) {
      now += ms
      await Promise.all(together(janitor, [...keys()]).map((group) => age(janitor, group, ms)))
    },
  }
}

/**
 * Brings keys closer to their expiry. One that is due gets a last millisecond, so that it really expires: PEXPIREAT in
 * the past would delete it instead.
 */
async function age(janitor: Connection, keys: readonly string[], ms: number): Promise<void> {
  const ttls = await inOneTrip(janitor, keys.map(pttl))
  const mortal = keys.map((key, index) => ({ key, ttl: ttls[index] ?? -1 })).filter(({ ttl }) => ttl >= 0)
  await inOneTrip(
    janitor,
    mortal.map(({ key, ttl }) => ['pexpire', key, Math.max(1, ttl - ms)]),
  )
  const due = mortal.filter(({ ttl }) => ttl <= ms).map(({ key }) => key)
  if (due.length > 0) while ((await janitor.exists(...due)) > 0);
}

const pttl = (key: string) => ['pttl', key]

async function inOneTrip(janitor: Connection, commands: (string | number)[][]): Promise<number[]> {
  const replies = (await janitor.pipeline(commands).exec()) ?? []
  return replies.map(([error, reply]) => {
    if (error) throw error
    return Number(reply)
  })
}

/** The keys that one pipeline may name: all of them, or on a cluster those of one slot. */
function together(janitor: Connection, keys: string[]): string[][] {
  if (keys.length === 0) return []
  if (!janitor.isCluster) return [keys]
  const slots = new Map<number, string[]>()
  for (const key of keys) slots.set(hashSlot(key), [...(slots.get(hashSlot(key)) ?? []), key])
  return [...slots.values()]
}
