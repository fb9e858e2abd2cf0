import { defineRace, type Version } from '../../../race/define.js'
import type { LockUnderTest } from '../../../race/under-test/lock.js'
import { type Holders, noHolders, safeLock, severalHold, TTL_MS } from './shared.js'

/** Both ask before one of them takes it. */
const naive: Version<LockUnderTest> = {
  title: 'GET, then SET',
  make(redis, { prefix, client }) {
    const key = `${prefix}report`
    return {
      async acquire() {
        if ((await redis.get(key)) !== null) return null
        await redis.set(key, `client-${client}`, 'PX', TTL_MS)
        return {}
      },
      release: () => redis.del(key),
    }
  },
}

interface World extends Holders {
  /** How often somebody got the lock. */
  taken: number
}

export const getThenSet = defineRace<LockUnderTest, World>({
  name: 'get-then-set',
  title: 'Look, then take',
  summary:
    'Each client takes the lock if it is free, writes the report and gives the lock back. The naive version looks with GET and takes with SET: two can look before one of them takes.',
  clients: 2,
  world: (clients) => ({ ...noHolders(clients), taken: 0 }),
  async client(me, world) {
    const lease = await me.api.acquire()
    if (lease === null) return me.says('does not get it')
    world.untilMs[me.client - 1] = me.now() + TTL_MS
    world.taken++
    me.says('holds the lock')
    await me.act('the report', 'writes the report', () => {})
    world.untilMs[me.client - 1] = 0
    await me.api.release(lease)
  },
  invariants: [
    {
      claim: 'at most one client holds the lock',
      broken: ({ world, now }) => severalHold(world, now()),
    },
    {
      claim: 'somebody gets the lock',
      when: 'at the end',
      broken: ({ world }) => (world.taken === 0 ? 'the lock was free, and nobody got it' : undefined),
    },
  ],
  naive,
  safe: safeLock,
})
