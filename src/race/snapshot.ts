import type { ChainableCommander } from 'ioredis'
import type { Connection } from '../engine/engine.js'

/** Expiries that are closer to each other than this are taken for the same: what a step takes must not tell states apart. */
const SAME_MS = 500

/** How to read each type whole. */
const READS: Readonly<Record<string, (trip: ChainableCommander, key: string) => unknown>> = {
  string: (trip, key) => trip.getBuffer(key),
  list: (trip, key) => trip.lrangeBuffer(key, 0, -1),
  hash: (trip, key) => trip.hgetallBuffer(key),
  set: (trip, key) => trip.smembersBuffer(key),
  zset: (trip, key) => trip.zrangeBuffer(key, 0, '-1', 'WITHSCORES'),
  stream: (trip, key) => trip.xrangeBuffer(key, '-', '+').call('XINFO', ['STREAM', key, 'FULL']),
}

/** All that the keys hold, as text: two states are the same when this is. Two round trips. */
export async function snapshot(redis: Connection, keys: readonly string[]): Promise<string> {
  if (keys.length === 0) return ''
  const about = redis.pipeline()
  for (const key of keys) about.type(key).pttl(key)
  const facts = replies(await about.exec())
  const values = redis.pipeline()
  const found = keys.flatMap((key, index) => {
    const type = String(facts[2 * index])
    const read = READS[type]
    if (read === undefined) return []
    read(values, key)
    const ttl = Number(facts[2 * index + 1])
    return [`${key} ${type} ${ttl < 0 ? ttl : Math.ceil(ttl / SAME_MS)}`]
  })
  if (found.length === 0) return ''
  return `${found.join('\n')}\n${exactly(replies(await values.exec()))}`
}

function replies(results: [Error | null, unknown][] | null): unknown[] {
  return (results ?? []).map(([error, reply]) => {
    if (error) throw error
    return reply
  })
}

/** A value as text, of which no two are alike. Bytes as they are. */
export function exactly(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    isBytes(part) ? Buffer.from(part.data).toString('latin1') : part,
  )
}

/** What JSON makes of a Buffer before it asks. */
function isBytes(part: unknown): part is { type: 'Buffer'; data: number[] } {
  return typeof part === 'object' && part !== null && (part as { type?: unknown }).type === 'Buffer'
}
