import { defineRace, type Version } from '../../../race/define.js'
import type { LockUnderTest } from '../../../race/under-test/lock.js'
import { type Holders, noHolders, safeLock, severalHold, TTL_MS } from './shared.js'

const naive: Version<LockUnderTest> = {
  title: 'SET NX PX, then DEL',
  make(redis, { prefix }) {
    const key = `${prefix}report`
    return {
      acquire: async () => ((await redis.set(key, 'locked', 'PX', TTL_MS, 'NX')) === 'OK' ? {} : null),
      release: () => redis.del(key),
    }
  },
}

export const lateRelease = defineRace<LockUnderTest, Holders>({
  name: 'late-release',
  title: 'Give back what is not yours any more',
  summary:
    'Each client takes the lock if it is free, and gives it back. A client may be paused for longer than its lease. The naive version gives the lock back with DEL, whoever has it by then: it frees the lock of the next holder, and a third one gets in.',
  clients: 3,
  mostClients: 3,
  faults: { time: { ms: TTL_MS, times: 1 } },
  world: noHolders,
  async client(me, world) {
    const lease = await me.api.acquire()
    if (lease === null) return me.says('does not get it')
    world.untilMs[me.client - 1] = me.now() + TTL_MS
    me.says('holds the lock')
    await me.api.release(lease)
    world.untilMs[me.client - 1] = 0
  },
  invariants: [
    {
      claim: 'at most one client has a lease that has not run out',
      broken: ({ world, now }) => severalHold(world, now()),
    },
  ],
  naive,
  safe: safeLock,
})
