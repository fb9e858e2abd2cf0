import { defineRace } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { changePrice, listenForChanges, noStaleCopy, onePrice, type Prices, safeBus } from './prices.js'
import { forever, naiveTopic } from './shared.js'

export const staleCopy = defineRace<PubsubUnderTest, Prices>({
  name: 'stale-copy',
  title: 'Keep a copy of what another changes',
  summary:
    'client-1 keeps a price in memory until it hears of a change. client-2 changes the price in the database, and publishes that it did. The connection of client-1 may break once. The naive version does not hear what was published meanwhile, is not told so, and keeps the old price for ever.',
  clients: 2,
  mostClients: 3,
  faults: { cuts: 1 },
  mayWait: true,
  world: onePrice,
  async client(me, world) {
    if (me.client > 1) return changePrice(me, world)
    await listenForChanges(me, world)
    world.copy = world.database
    me.says(`keeps the price ${world.copy}`)
    await forever()
  },
  invariants: [noStaleCopy],
  naive: naiveTopic,
  safe: safeBus,
})
