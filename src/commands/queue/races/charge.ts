import { defineRace, type Version } from '../../../race/define.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { safeQueue, workOff } from './shared.js'

interface Bank {
  /** The idempotency keys under which it has charged the card. */
  keys: string[]
}

/** As safe as a queue can be; but what is done has no name that stays the same. */
const naive: Version<QueueUnderTest> = {
  title: 'another id for each attempt',
  make(redis, place) {
    const safe = safeQueue.make(redis, place)
    return {
      ...safe,
      async take() {
        const job = await safe.take()
        return job && { id: `attempt-${place.ids()}`, job }
      },
      ack: ({ job }: { job: object }) => safe.ack(job),
      giveBack: ({ job }: { job: object }) => safe.giveBack(job),
    }
  },
}

export const charge = defineRace<QueueUnderTest, Bank>({
  name: 'charge',
  title: 'Do it again without an idempotency key',
  summary:
    'There is one job: to charge a card. A worker may die when it has charged the card, and before it can say that it is done; then another does the job again. The bank charges only once for each idempotency key, which is the id of the job. In the naive version a job has another id each time that it is taken.',
  clients: 2,
  mostClients: 3,
  faults: { deaths: 1 },
  world: () => ({ keys: [] }),
  setUp: async ({ api }) => void (await api.add('order-1')),
  client: (me, world) =>
    workOff(me, ({ id }) =>
      me.act('the bank', `charges the card, key ${id}`, () => {
        if (world.keys.includes(id)) return 'known, nothing to do'
        world.keys.push(id)
        return 'charged'
      }),
    ),
  invariants: [
    {
      claim: 'the card is charged once',
      broken: ({ world }) =>
        world.keys.length > 1 ? `the card was charged ${world.keys.length} times` : undefined,
    },
  ],
  naive,
  safe: safeQueue,
})
