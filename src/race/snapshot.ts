import type { ChainableCommander } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import { withoutClock } from './stream-clock.js'

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

/** Reads all that keys hold, as text: two states are the same when their texts are. */
export class Snapshots {
  /** What each key was last: mostly it is that again, so that one round trip is enough. */
  readonly #types = new Map<string, string>()

  /** One round trip, and another one when a key is of another type than the last time. */
  async take(redis: Connection, keys: readonly string[]): Promise<string> {
    const { facts, values } = await this.#read(redis, keys)
    const changed = keys.filter((key, index) => facts[index]?.type !== this.#types.get(key))
    keys.forEach((key, index) => this.#types.set(key, facts[index]?.type ?? 'none'))
    const found = changed.length === 0 ? values : (await this.#read(redis, keys)).values
    return exactly([keys, facts, found])
  }

  async #read(redis: Connection, keys: readonly string[]) {
    const trip = redis.pipeline()
    for (const key of keys) trip.type(key).pttl(key)
    for (const key of keys) READS[this.#types.get(key) ?? 'none']?.(trip, key)
    trip.time()
    const replies = ((await trip.exec()) ?? []).map(([error, reply]) => error?.message ?? reply)
    const facts = keys.map((_, index) => {
      const ttl = Number(replies[2 * index + 1])
      return { type: String(replies[2 * index]), ttl: ttl < 0 ? ttl : Math.ceil(ttl / SAME_MS) }
    })
    const [seconds, micros] = replies.pop() as [string, string]
    const nowMs = Number(seconds) * 1000 + Number(micros) / 1000
    const values = replies.slice(2 * keys.length).map((value) => withoutClock(value, nowMs, SAME_MS))
    return { facts, values }
  }
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
