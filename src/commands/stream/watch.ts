import type { EntryId } from '../../patterns/stream/index.js'
import type { StreamStage } from './params.js'

/** A delivered entry that nobody has acknowledged. */
export interface PendingEntry {
  id: EntryId
  consumer: string
  idleMs: number
  deliveries: number
}

/**
 * What XPENDING tells of a group. Not shown on the wire: idle times are of the server's clock, so that the last digits
 * differ in each run. Here they are rounded to seconds.
 */
export async function pendingEntries(
  stage: StreamStage,
  key: string,
  group: string,
): Promise<PendingEntry[]> {
  const watch = await stage.actor('watch', { shown: 0 })
  const rows = (await watch.xpending(key, group, '-', '+', 1000)) as [EntryId, string, number, number][]
  return rows.map(([id, consumer, idleMs, deliveries]) => ({
    id,
    consumer,
    idleMs: Math.round(idleMs / 1000) * 1000,
    deliveries,
  }))
}

/** Resolves when the server has begun a read that was sent before: it has come to a later command of somebody else. */
export async function begun(stage: StreamStage, key: string): Promise<void> {
  const watch = await stage.actor('watch', { shown: 0 })
  await watch.xlen(key)
}
