import { InvalidationBus } from '../../../patterns/pubsub/index.js'
import { defineRace, type Version } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { forever, naiveTopic } from './shared.js'

/** It goes on before the server has confirmed that it listens. */
const naive: Version<PubsubUnderTest> = {
  title: 'SUBSCRIBE, without waiting for it',
  make(redis, place) {
    const topic = naiveTopic.make(redis, place)
    return {
      publish: (message) => topic.publish(message),
      async subscribe(heard, missed) {
        void topic.subscribe(heard, missed)
      },
    }
  },
}

const safe: Version<PubsubUnderTest> = {
  title: 'InvalidationBus of redis-patterns',
  make(redis, { prefix, now, ids }) {
    const bus = new InvalidationBus(redis, { prefix, name: 'prices', now, ids })
    return {
      publish: (key) => bus.invalidate({ keys: [key] }),
      subscribe: (heard, missed) =>
        bus.listen({ onInvalidate: ({ keys }) => keys.forEach(heard), onGap: missed }),
    }
  },
}

interface Prices {
  database: number
  /** What client-1 keeps in its own memory; null: nothing. */
  copy: number | null
}

export const staleCopy = defineRace<PubsubUnderTest, Prices>({
  name: 'stale-copy',
  title: 'Keep a copy of what another changes',
  summary:
    'client-1 listens for changes, then reads a price from the database and keeps it in memory until it hears of a change. client-2 changes the price and publishes that it did. The connection of client-1 may break once. The naive version reads before it is sure that it listens, and does not notice a break: it keeps the old price for ever.',
  clients: 2,
  mostClients: 3,
  faults: { cuts: 1 },
  mayWait: true,
  world: () => ({ database: 3, copy: null }),
  async client(me, world) {
    if (me.client > 1) {
      await me.act('the database', 'changes the price', () => (world.database += 2))
      await me.api.publish('apple')
      return
    }
    const forget = () => {
      world.copy = null
    }
    await me.api.subscribe(forget, forget)
    world.copy = await me.act('the database', 'reads the price', () => world.database)
    await forever()
  },
  invariants: [
    {
      claim: 'a copy agrees with the database when all is quiet',
      when: 'at the end',
      broken: ({ world: { copy, database } }) =>
        copy !== null && copy !== database
          ? `client-1 keeps the price ${copy}, and it is ${database}`
          : undefined,
    },
  ],
  naive,
  safe,
})
