import { InvalidationBus } from '../../../patterns/pubsub/index.js'
import type { Invariant, Me, Version } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'

/** The library's own bus, without an outbox: after a loss it only knows that there was one. */
export const safeBus: Version<PubsubUnderTest> = {
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

/** The price of an apple. */
export interface Prices {
  database: number
  /** What client-1 keeps in its own memory; null: nothing. */
  copy: number | null
}

export function onePrice(): Prices {
  return { database: 3, copy: null }
}

export async function changePrice({ api, act }: Me<PubsubUnderTest>, world: Prices): Promise<void> {
  await act('the database', 'changes the price', () => (world.database += 2))
  await api.publish('apple')
}

/** It forgets its copy whenever somebody changes the price, or may have. */
export async function listenForChanges({ api, says }: Me<PubsubUnderTest>, world: Prices): Promise<void> {
  const forget = () => {
    if (world.copy !== null) says('forgets the price')
    world.copy = null
  }
  await api.subscribe(forget, forget)
}

export const noStaleCopy: Invariant<Prices> = {
  claim: 'a copy agrees with the database when all is quiet',
  when: 'at the end',
  broken: ({ world: { copy, database } }) =>
    copy === null || copy === database
      ? undefined
      : `client-1 keeps the price ${copy}, and it is ${database}`,
}
