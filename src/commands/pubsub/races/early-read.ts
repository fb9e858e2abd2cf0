import { defineRace, type Version } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { changePrice, listenForChanges, noStaleCopy, onePrice, type Prices, safeBus } from './prices.js'
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

export const earlyRead = defineRace<PubsubUnderTest, Prices>({
  name: 'early-read',
  title: 'Read before you listen',
  summary:
    'client-1 listens for changes, then reads a price from the database and keeps it in memory until it hears of a change. client-2 changes the price, and publishes that it did. The naive version does not wait until the server has confirmed the subscription: a change between the read and the SUBSCRIBE is not heard, and the old price is kept for ever.',
  clients: 2,
  mostClients: 3,
  mayWait: true,
  world: onePrice,
  async client(me, world) {
    if (me.client > 1) return changePrice(me, world)
    await listenForChanges(me, world)
    world.copy = await me.act('the database', 'reads the price', () => world.database)
    await forever()
  },
  invariants: [noStaleCopy],
  naive,
  safe: safeBus,
})
