import { defineRace, type Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'
import { naiveCache, read, safeCache, type Shop, shop, TTL_MS } from './shared.js'

/** One load at a time. Who finds the lock taken loads for itself, and leaves the filling to the other. */
const naive: Version<CacheUnderTest> = {
  title: 'SETNX, load, SET, DEL',
  make(redis, place) {
    const keyOf = (key: string) => `${place.prefix}prices:${key}`
    return {
      ...naiveCache.make(redis, place),
      async get(key, load) {
        const cached = await redis.get(keyOf(key))
        if (cached !== null) return cached
        const isMine = (await redis.setnx(`${keyOf(key)}:lock`, 'loading')) === 1
        const value = await load()
        if (!isMine) return value
        await redis.set(keyOf(key), value, 'PX', TTL_MS)
        await redis.del(`${keyOf(key)}:lock`)
        return value
      },
    }
  },
}

export const crash = defineRace<CacheUnderTest, Shop>({
  name: 'crash',
  title: 'Die while loading',
  summary:
    'The clients read the same price, which is not in the cache yet. One of them may die between two steps. The naive version lets one load, under a lock without an expiry: when that one dies, nobody ever fills the cache again.',
  clients: 2,
  mostClients: 2,
  faults: { deaths: 1 },
  world: shop,
  async client(me, world) {
    const seen = await read(me, world)
    me.says(`has ${seen}`)
  },
  invariants: [{ claim: 'what a dead client leaves expires', when: 'at the end', broken: immortalKeys }],
  naive,
  safe: safeCache,
})
