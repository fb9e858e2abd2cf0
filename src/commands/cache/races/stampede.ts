import { defineRace } from '../../../race/define.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'
import { look, naiveCache, priceTag, safeCache, type Shop, shop } from './shared.js'

export const stampede = defineRace<CacheUnderTest, Shop>({
  name: 'stampede',
  title: 'Miss together, load together',
  summary:
    'The clients read the same price, which is not in the cache yet. In the naive version everyone who misses loads it: two that look before one of them has filled the cache, load twice.',
  clients: 2,
  mostClients: 3,
  world: shop,
  async client(me, world) {
    await look(me, world)
    me.says(`has ${world.seen[me.client - 1]}`)
  },
  invariants: [
    {
      claim: 'the price is loaded once',
      broken: ({ world: { loads } }) => (loads > 1 ? `it is loaded ${loads} times` : undefined),
    },
    {
      claim: 'everyone gets the price',
      when: 'at the end',
      broken({ world: { price, seen } }) {
        const without = seen.findIndex((each) => each !== priceTag(price))
        return without === -1 ? undefined : `client-${without + 1} has got ${seen[without]}`
      },
    },
  ],
  naive: naiveCache,
  safe: safeCache,
})
