import type { Connection } from '../engine/engine.js'
import { defineScript } from '../patterns/_kit/script.js'
import source from './age.lua'
import type { VirtualClock } from './define.js'
import { hashSlot } from './slot.js'

/** A Monday, 00:00 UTC: day and week boards start together. */
export const RUN_STARTS_AT = Date.UTC(2026, 0, 5)

const ageScript = defineScript({
  name: 'age.lua',
  source,
  keys: ['...keys'],
  args: ['ms'],
  reply: (raw) => (raw as Buffer[]).map(String),
})

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

async function age(janitor: Connection, keys: string[], ms: number): Promise<void> {
  const due = await ageScript.run(janitor, { keys }, { ms })
  if (due.length > 0) while ((await janitor.exists(...due)) > 0);
}

/** The keys that one script may touch: all of them, or on a cluster those of one slot. */
function together(janitor: Connection, keys: string[]): string[][] {
  if (keys.length === 0) return []
  if (!janitor.isCluster) return [keys]
  const slots = new Map<number, string[]>()
  for (const key of keys) slots.set(hashSlot(key), [...(slots.get(hashSlot(key)) ?? []), key])
  return [...slots.values()]
}
