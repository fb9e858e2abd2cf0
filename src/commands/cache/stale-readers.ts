import type { Cache } from '../../patterns/cache/index.js'
import { answered } from './answered.js'
import { app, naiveCache, safeCache, type Server } from './caches.js'
import { later } from './later.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import { type Read, read, type User } from './reads.js'

const KEY = '42'
export const BEFORE: User = { name: 'Ada Byron' }
export const AFTER: User = { name: 'Ada Lovelace' }
/** The servers that read when the TTL has just ended, one after the other. */
export const READERS = [1, 2, 1]
/** How many times its TTL a value is served on. */
const STALE_FACTOR = 10

/** The readers at the end of the TTL, what they cost, and one who reads later. */
export interface Readers {
  reads: Read[]
  loads: number
  later: Read
}

/** All of them miss before the first load ends. */
export async function naiveReaders(stage: CacheStage): Promise<Readers> {
  const origin = database(stage)
  const servers = [await app(stage, 1), await app(stage, 2)]
  const caches = servers.map((server) => naiveCache<User>(stage, server, 'naive-stale'))
  const get = (number: number) =>
    read(stage, origin, `app-${number}`, async () => {
      return (await caches[number - 1]?.get(KEY, () => origin.load({ key: KEY }))) ?? null
    })
  await caches[0]?.set(KEY, BEFORE)
  await stage.clock.advance(stage.params.ttl)
  origin.hold()
  const reading: Promise<Read>[] = []
  for (const number of READERS) {
    reading.push(later(get(number)))
    await origin.waiting(reading.length)
  }
  await origin.letGo()
  const reads = await Promise.all(reading)
  return { reads, loads: origin.loads, later: await get(2) }
}

/** The caches of two servers, with an entry whose TTL has just ended. */
export interface Caches {
  one: { server: Server; cache: Cache<User> }
  two: { server: Server; cache: Cache<User> }
}

export async function cachedLongAgo(stage: CacheStage): Promise<Caches> {
  const open = async (number: number) => {
    const server = await app(stage, number)
    const staleMs = STALE_FACTOR * stage.params.ttl
    return { server, cache: safeCache<User>(stage, server, { name: 'stale', staleMs }) }
  }
  const caches = { one: await open(1), two: await open(2) }
  await caches.one.cache.set(KEY, BEFORE)
  await stage.clock.advance(stage.params.ttl)
  return caches
}

/** They read while the load of the first one goes on. */
export async function safeReaders(stage: CacheStage, { one, two }: Caches): Promise<Readers> {
  const origin = database(stage)
  const get = (number: number) => {
    const { server, cache } = number === 1 ? one : two
    return read(stage, origin, server.name, () => cache.get(KEY, origin.load))
  }
  origin.hold()
  const reads: Read[] = []
  for (const number of READERS) reads.push(await get(number))
  const filled = answered(one.server.redis, 1)
  await origin.letGo()
  await filled
  return { reads, loads: origin.loads, later: await get(2) }
}

function database(stage: CacheStage): Origin<User> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  origin.values.set(KEY, AFTER)
  return origin
}
