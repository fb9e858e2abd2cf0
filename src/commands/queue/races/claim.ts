import { setTimeout as sleep } from 'node:timers/promises'
import { defineRace, type Version } from '../../../race/define.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { type Holders, LEASE_MS, noHolders, oneHolder, safeQueue, takeAndHold } from './shared.js'

/** One sorted set: when each job may be taken. Two can look before one of them takes. */
const naive: Version<QueueUnderTest> = {
  title: 'ZRANGEBYSCORE, then ZADD',
  make(redis, { prefix, now }) {
    const key = `${prefix}mails`
    return {
      add: (id) => redis.zadd(key, 'NX', 0, id),
      async take() {
        const [id] = await redis.zrangebyscore(key, '-inf', now(), 'LIMIT', 0, 1)
        if (id === undefined) return null
        await redis.zadd(key, now() + LEASE_MS, id)
        return { id }
      },
      ack: ({ id }: { id: string }) => redis.zrem(key, id),
      giveBack: ({ id }: { id: string }) => redis.zadd(key, 'XX', 0, id),
    }
  },
}

export const claim = defineRace<QueueUnderTest, Holders>({
  name: 'claim',
  title: 'Two find the job of a dead worker',
  summary:
    'A worker has died with the only job. Two others look for it when its lease has run out. The naive version keeps the end of each lease in a sorted set. It looks there for one that is over, and then takes the job by moving that end: two can look before one of them takes.',
  clients: 2,
  mostClients: 3,
  world: noHolders,
  async setUp({ api }) {
    await api.add('mail-1')
    await api.take()
  },
  async client(me, world) {
    await sleep(LEASE_MS)
    const job = await takeAndHold(me, world)
    if (job === null) return
    await me.act('the mail server', `sends ${job.id}`, () => {})
    world.untilMs[me.client - 1] = 0
    await me.api.ack(job)
  },
  invariants: [oneHolder],
  naive,
  safe: safeQueue,
})
