import type { Connection } from '../engine/engine.js'

type PendingRow = [id: string, consumer: string, idleMs: number, deliveries: number]

/**
 * Makes the pending entries of streams idle for longer, or with less than 0 for shorter: the server counts that by its own
 * clock, which a run cannot move. No delivery is counted.
 */
export async function shiftIdle(janitor: Connection, keys: readonly string[], ms: number): Promise<void> {
  for (const key of keys) {
    if ((await janitor.type(key)) !== 'stream') continue
    for (const group of await groupsOf(janitor, key)) await shiftGroup(janitor, key, group, ms)
  }
}

async function groupsOf(janitor: Connection, key: string): Promise<string[]> {
  const groups = (await janitor.xinfo('GROUPS', key)) as unknown[][]
  return groups.map((about) => String(about[about.indexOf('name') + 1]))
}

async function shiftGroup(janitor: Connection, key: string, group: string, ms: number): Promise<void> {
  const rows = await pendingRows(janitor, key, group)
  // XCLAIM of an entry that was trimmed away would forget that it is pending.
  const found = await Promise.all(rows.map(([id]) => janitor.xrange(key, id, id)))
  const claims = rows
    .filter((_, index) => found[index]?.length === 1)
    .map(([id, consumer, idleMs, deliveries]) => {
      const idle = Math.max(0, Math.round(idleMs + ms))
      return ['xclaim', key, group, consumer, 0, id, 'IDLE', idle, 'RETRYCOUNT', deliveries, 'JUSTID']
    })
  const replies = (await janitor.pipeline(claims).exec()) ?? []
  for (const [error] of replies) if (error) throw error
}

async function pendingRows(janitor: Connection, key: string, group: string): Promise<PendingRow[]> {
  const [count] = (await janitor.xpending(key, group)) as [number]
  if (count === 0) return []
  return (await janitor.xpending(key, group, '-', '+', count)) as PendingRow[]
}
