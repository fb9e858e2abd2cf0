import { defineRace } from '../../../race/define.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'
import {
  agrees,
  KEY,
  look,
  lookLater,
  naiveCache,
  priceTag,
  read,
  safeCache,
  type Shop,
  shop,
} from './shared.js'

/** Which client changes the price. */
const WRITER = 2

export const staleFill = defineRace<CacheUnderTest, Shop>({
  name: 'stale-fill',
  title: 'Fill the cache with what is old by now',
  summary:
    'Client 2 changes a price in the database, invalidates the cache, and reads the price: at once, and when all is quiet. Another client reads it meanwhile. The naive version writes into the cache whatever it has loaded: a load that began before the change ends after the invalidation, and undoes it.',
  clients: 2,
  mostClients: 2,
  world: shop,
  async client(me, world) {
    if (me.client !== WRITER) return void (await read(me, world))
    await me.act('the database', 'changes the price', () => priceTag((world.price += 1)))
    await me.api.invalidate(KEY)
    await look(me, world)
    await lookLater(me, world)
  },
  invariants: [agrees],
  naive: naiveCache,
  safe: safeCache,
})
