import { setTimeout as sleep } from 'node:timers/promises'
import { text } from '../../../patterns/_kit/codec.js'
import { Cache } from '../../../patterns/cache/index.js'
import { NaiveCache } from '../../../patterns/cache/naive.js'
import type { Invariant, Me, Version } from '../../../race/define.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'

export const TTL_MS = 60_000
/** Longer than any order takes to run, so that leases end by the time of the race only; less than until the next PING. */
const LEASE_MS = 9_000
/** When all others have come to their end. */
const LATER_MS = 5_000
export const KEY = 'tea'
const NAME = 'prices'

/** The library's own cache: one object for each client, as each is a process. */
export const safeCache: Version<CacheUnderTest> = {
  title: 'Cache of redis-patterns',
  make(redis, { prefix, ids, now }) {
    const common = { name: NAME, prefix, ttlMs: TTL_MS, leaseMs: LEASE_MS, ids, now }
    const cache = new Cache<string>(redis, { ...common, codec: text, jitter: 0 })
    return {
      get: (key, load) => cache.get(key, load),
      invalidate: (key) => cache.invalidate(key),
      set: (key, value, version) => cache.set(key, value, { version }),
    }
  },
}

export const naiveCache: Version<CacheUnderTest> = {
  title: 'GET, load, SET',
  make: (redis, { prefix }) => new NaiveCache<string>(redis, { prefix, name: NAME, ttlMs: TTL_MS }),
}

/** What the clients know outside Redis. */
export interface Shop {
  /** The price in the database. */
  price: number
  /** How often it was loaded. */
  loads: number
  /** By client: what it got when it looked whether the cache is right. */
  seen: (string | null)[]
}

export function shop(): Shop {
  return { price: 1, loads: 0, seen: [] }
}

/** A read through the cache. */
export function read({ api, act }: Me<CacheUnderTest>, world: Shop): Promise<string | null> {
  return api.get(KEY, () =>
    act('the database', 'reads the database', () => {
      world.loads += 1
      return priceTag(world.price)
    }),
  )
}

/** Reads what must be right now. */
export async function look(me: Me<CacheUnderTest>, world: Shop): Promise<void> {
  world.seen[me.client - 1] = await read(me, world)
}

/** The same when all is quiet: time passes when nobody else can go on. */
export async function lookLater(me: Me<CacheUnderTest>, world: Shop): Promise<void> {
  await sleep(LATER_MS)
  await look(me, world)
}

export const agrees: Invariant<Shop> = {
  claim: 'after the change, the cache says what the database says',
  broken({ world: { price, seen } }) {
    const wrong = seen.find((each) => each && each !== priceTag(price))
    return wrong ? `the cache says ${wrong}, the database ${priceTag(price)}` : undefined
  },
}

export function priceTag(price: number): string {
  return `price ${price}`
}
