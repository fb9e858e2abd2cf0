import { defineRace } from '../../../race/define.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'
import { naiveCache, read, safeCache, type Shop, shop } from './shared.js'

export const stampede = defineRace<CacheUnderTest, Shop>({
  name: 'stampede',
  title: 'Miss together, load together',
  summary:
    'The clients read the same price, which is not in the cache yet. In the naive version everyone who misses loads it: two that look before one of them has filled the cache, load twice.',
  clients: 2,
  mostClients: 3,
  world: shop,
  async client(me, world) {
    const seen = await read(me, world)
    me.says(`has ${seen}`)
  },
  invariants: [
    {
      claim: 'the price is loaded once',
      broken: ({ world: { loads } }) => (loads > 1 ? `it is loaded ${loads} times` : undefined),
    },
  ],
  naive: naiveCache,
  safe: safeCache,
})
