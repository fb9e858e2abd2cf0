import { setTimeout as sleep } from 'node:timers/promises'
import { defineRace, type Version } from '../../../race/define.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { type Holders, LEASE_MS, noHolders, oneHolder, safeQueue, takeAndHold } from './shared.js'

/** A list of jobs, and a key for each that is taken. It gives back by the id, whoever has the job by then. */
const naive: Version<QueueUnderTest> = {
  title: 'SET NX PX, then DEL',
  make(redis, { prefix }) {
    const key = `${prefix}mails`
    const lease = (id: string) => `${key}:${id}`
    return {
      add: (id) => redis.lpush(key, id),
      async take() {
        for (const id of await redis.lrange(key, 0, -1)) {
          if ((await redis.set(lease(id), 'taken', 'PX', LEASE_MS, 'NX')) !== null) return { id }
        }
        return null
      },
      ack: ({ id }: { id: string }) => redis.lrem(key, 1, id),
      giveBack: ({ id }: { id: string }) => redis.del(lease(id)),
    }
  },
}

export const lateReturn = defineRace<QueueUnderTest, Holders>({
  name: 'late-return',
  title: 'Give back what is not yours any more',
  summary:
    'There is one job. A worker takes it, fails at it, gives it back and looks once more. So does a second one, after the time of a lease; the first may be paused for so long. The naive version gives the job back with DEL, whoever has it by then: it frees the lease of the other one, and so takes a job that is being done.',
  clients: 2,
  mostClients: 3,
  faults: { time: { ms: LEASE_MS, times: 1 } },
  world: noHolders,
  setUp: async ({ api }) => void (await api.add('mail-1')),
  async client(me, world) {
    if (me.client > 1) await sleep(LEASE_MS)
    const job = await takeAndHold(me, world)
    if (job === null) return
    await me.act('the mail server', 'does not answer', () => {})
    world.untilMs[me.client - 1] = 0
    await me.api.giveBack(job)
    await takeAndHold(me, world)
  },
  invariants: [oneHolder],
  naive,
  safe: safeQueue,
})
