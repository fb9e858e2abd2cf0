import type { Connection } from '../engine/engine.js'
import type { VirtualClock } from './define.js'
import { shiftIdle } from './idle.js'
import { hashSlot } from './slot.js'

/** A Monday, 00:00 UTC: day and week boards start together. */
export const RUN_STARTS_AT = Date.UTC(2026, 0, 5)

const DAY_MS = 86_400_000

/** `keys` are the run's own; nothing else on the server is aged. */
export function virtualClock(janitor: Connection, keys: () => Iterable<string>): VirtualClock {
  let now = RUN_STARTS_AT
  return {
    now: () => now,
    async advance(ms) {
      now += ms
      const all = [...keys()]
      await Promise.all(together(janitor, all).map((group) => age(janitor, group, ms)))
      await shiftIdle(janitor, all, ms)
    },
  }
}

/**
 * Keeps keys from expiring until the function that is returned is called; then they have as long to live as they had
 * `agoMs` before, and pending entries of streams are idle for as long as they were then. No longer than a day, so that a
 * run that is killed meanwhile leaves nothing for ever.
 */
export async function holdExpiry(
  janitor: Connection,
  keys: Iterable<string>,
  agoMs: number,
): Promise<() => Promise<void>> {
  const names = [...keys]
  const since = performance.now() - agoMs
  const groups = await Promise.all(together(janitor, names).map((group) => mortalKeys(janitor, group)))
  const all = (to: (ttl: number) => number) =>
    Promise.all(groups.map((group) => setExpiry(janitor, group, to)))
  await all((ttl) => ttl + DAY_MS)
  return async () => {
    await all((ttl) => ttl + agoMs)
    await shiftIdle(janitor, names, since - performance.now())
  }
}

/**
 * Brings keys closer to their expiry. One that is due gets a last millisecond, so that it really expires: PEXPIREAT in
 * the past would delete it instead.
 */
async function age(janitor: Connection, keys: readonly string[], ms: number): Promise<void> {
  const mortal = await mortalKeys(janitor, keys)
  await setExpiry(janitor, mortal, (ttl) => Math.max(1, ttl - ms))
  const due = mortal.filter(({ ttl }) => ttl <= ms).map(({ key }) => key)
  if (due.length > 0) while ((await janitor.exists(...due)) > 0);
}

/** A key that expires, and in how many ms. */
interface Mortal {
  key: string
  ttl: number
}

async function mortalKeys(janitor: Connection, keys: readonly string[]): Promise<Mortal[]> {
  const ttls = await inOneTrip(janitor, keys.map(pttl))
  return keys.map((key, index) => ({ key, ttl: ttls[index] ?? -1 })).filter(({ ttl }) => ttl >= 0)
}

async function setExpiry(
  janitor: Connection,
  keys: readonly Mortal[],
  to: (ttl: number) => number,
): Promise<void> {
  await inOneTrip(
    janitor,
    keys.map(({ key, ttl }) => ['pexpire', key, to(ttl)]),
  )
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
