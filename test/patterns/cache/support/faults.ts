import type { Redis } from 'ioredis'
import { expect, vi } from 'vitest'
import { Cache } from '../../../../src/patterns/cache/index.js'
import { Gate } from '../../support/commands.js'
import { freshName } from '../../support/servers.js'
import { remembers } from './near.js'
import { Origin } from './origin.js'
import { type Open, TTL_MS } from './subjects.js'

/** What each fault of the naive cache comes to, on either cache. Races are scheduled: no count depends on luck. */

/** Loads for so many callers who all miss before the first load ends. */
export async function stampede(redis: Redis, open: Open, callers: number): Promise<number> {
  const cache = open(redis, freshName())
  const origin = new Origin(1)
  origin.hold()
  const answers = Array.from({ length: callers }, () => cache.get('42', origin.load))
  await redis.echo('every caller has had the reply to its read')
  await origin.waiting(1)
  origin.letGo()
  await Promise.all(answers)
  await cache.close()
  return origin.loads
}

/** How often an old value is served after an invalidation that came while it was being loaded. */
export async function staleFills(redis: Redis, open: Open, rounds: number): Promise<number> {
  const cache = open(redis, freshName())
  let stale = 0
  for (let round = 0; round < rounds; round++) {
    const key = String(round)
    const origin = new Origin(1)
    origin.hold()
    const first = cache.get(key, origin.load)
    await origin.waiting(1)
    origin.value = 2
    await cache.invalidate(key)
    origin.letGo()
    await first
    if ((await cache.get(key, origin.load)) !== 2) stale++
  }
  await cache.close()
  return stale
}

/** The version that stays in the cache when version 1 reaches Redis after version 2. */
export async function lateWrite(redis: Redis, open: Open): Promise<number | null> {
  const name = freshName()
  const slow = redis.duplicate()
  const [one, two] = [open(slow, name), open(redis, name)]
  await one.set('warm', 0, 0) // The first call of a script is sent twice.
  const gates = [new Gate(slow, 'set'), new Gate(slow, 'evalsha')]
  const first = one.set('42', 1, 1)
  await Promise.any(gates.map((gate) => gate.waiting(1)))
  await two.set('42', 2, 2)
  for (const gate of gates.toReversed()) gate.open()
  await first
  const left = await two.get('42', async () => null)
  await Promise.all([one.close(), two.close()])
  slow.disconnect()
  return left
}

/** Loads for so many reads, one after the other, of what does not exist. */
export async function loadsOfNothing(redis: Redis, open: Open, reads: number): Promise<number> {
  const cache = open(redis, freshName())
  const origin = new Origin(null)
  for (let read = 0; read < reads; read++) await cache.get('none', origin.load)
  await cache.close()
  return origin.loads
}

/** How many entries, written at the same moment, expire within the same hundredth of their TTL, at the most. */
export async function expireTogether(redis: Redis, open: Open, entries: number): Promise<number> {
  const cache = open(redis, freshName())
  const keys = Array.from({ length: entries }, (_, index) => String(index))
  await Promise.all(keys.map((key) => cache.get(key, async () => 1)))
  const ttls = await Promise.all(keys.map((key) => redis.pttl(cache.keyOf(key))))
  const last = ttls.map((ttl) => ttls.filter((other) => ttl <= other && other < ttl + TTL_MS / 100).length)
  await cache.close()
  return Math.max(...last)
}

/** How many reads are answered with a value that was deleted by hand, when what the server told before is heard. */
export async function answersWithTheDeleted(redis: Redis, reads: number, tracking: boolean): Promise<number> {
  const options = { name: freshName(), ttlMs: TTL_MS }
  const cache = new Cache<number>(redis, { ...options, firstLevel: { max: 10, ttlMs: TTL_MS, tracking } })
  const other = new Cache<number>(redis, options)
  for (const key of ['42', 'mark']) await remembers(cache, key, 1)
  await redis.del(`${options.name}:{42}`)
  await other.set('mark', 2)
  await vi.waitFor(async () => expect(await cache.get('mark', () => 2)).toBe(2), 5_000)
  let old = 0
  for (let read = 0; read < reads; read++) if ((await cache.get('42', () => 2)) === 1) old++
  await Promise.all([cache.close(), other.close()])
  return old
}
