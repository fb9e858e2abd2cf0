import { defineRace } from '../../../race/define.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'
import { agrees, KEY, lookLater, naiveCache, priceTag, safeCache, type Shop, shop } from './shared.js'

export const writeOrder = defineRace<CacheUnderTest, Shop>({
  name: 'write-order',
  title: 'The older write arrives last',
  summary:
    'Each client changes a price in the database and writes it through to the cache. When all is quiet they read it. The naive version writes what it has: when the database hears of two changes in one order and the cache in the other, the older price stays.',
  clients: 2,
  mostClients: 3,
  world: shop,
  async client(me, world) {
    const price = await me.act('the database', 'changes the price', () => (world.price += 1))
    await me.api.set(KEY, priceTag(price), price)
    await lookLater(me, world)
  },
  invariants: [agrees],
  naive: { ...naiveCache, title: 'SET' },
  safe: safeCache,
})
