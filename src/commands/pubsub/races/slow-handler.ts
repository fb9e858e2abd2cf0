import { defineRace } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { forever, naiveTopic, safeTopic } from './shared.js'

interface Sum {
  /** Of all amounts that were taken in. */
  expected: number
  /** As it was saved last. */
  saved: number
  atWork: number
}

export const slowHandler = defineRace<PubsubUnderTest, Sum>({
  name: 'slow-handler',
  title: 'The next message comes before the last one is done with',
  summary:
    'client-1 adds up the amounts that the others publish: it adds each to the sum, and saves the new sum, which takes a moment. The naive version calls the handler for the next message meanwhile: both add to the same sum, and one amount is lost.',
  clients: 2,
  mostClients: 3,
  mayWait: true,
  world: () => ({ expected: 0, saved: 0, atWork: 0 }),
  async client(me, world) {
    if (me.client > 1) {
      await me.api.publish('5')
      await me.api.publish('7')
      return
    }
    await me.api.subscribe(
      async (amount) => {
        world.expected += Number(amount)
        world.atWork += 1
        const sum = world.saved + Number(amount)
        await me.act('the database', `saves ${sum}`, () => void (world.saved = sum))
        world.atWork -= 1
      },
      () => {},
    )
    await forever()
  },
  invariants: [
    {
      claim: 'no amount is lost',
      broken: ({ world: { atWork, saved, expected } }) =>
        atWork === 0 && saved !== expected ? `${saved} is saved; it should be ${expected}` : undefined,
    },
  ],
  naive: naiveTopic,
  safe: safeTopic,
})
