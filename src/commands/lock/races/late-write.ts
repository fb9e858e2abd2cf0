import { defineRace, type Version } from '../../../race/define.js'
import type { LockUnderTest } from '../../../race/under-test/lock.js'
import { safeLock, TTL_MS } from './shared.js'

/** As careful as a lock can be without numbers: it gives back only what is its own. */
const naive: Version<LockUnderTest> = {
  title: 'a lock without numbers',
  make(redis, { prefix, ids }) {
    const key = `${prefix}report`
    return {
      async acquire() {
        const token = ids()
        return (await redis.set(key, token, 'PX', TTL_MS, 'NX')) === 'OK' ? { token } : null
      },
      release: ({ token }: { token: string }) => redis.eval(DELETE_IF_OWN, 1, key, token),
    }
  },
}

const DELETE_IF_OWN =
  "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"

/** The database that the lock is for. */
interface Database {
  /** The largest fencing number that it has seen. */
  fence: number
  /** Leases so far. */
  leases: number
  /** Which lease wrote last. */
  writer: number
  overwritten: number
  /** The fencing number of the newest lease. */
  granted: number
  /** How often a newer lease got a number that was not larger. */
  wentBack: number
}

export const lateWrite = defineRace<LockUnderTest, Database>({
  name: 'late-write',
  title: 'Write when the lease has run out',
  summary:
    'Each client takes the lock if it is free and writes to a database. A client may be paused for longer than its lease, between the lock and the write. Without fencing numbers the database cannot know that a write comes too late, and takes it.',
  clients: 2,
  faults: { time: { ms: TTL_MS, times: 1 } },
  world: () => ({ fence: 0, leases: 0, writer: 0, overwritten: 0, granted: 0, wentBack: 0 }),
  async client(me, world) {
    const lease = await me.api.acquire()
    if (lease === null) return me.says('does not get it')
    const number = (world.leases += 1)
    const { fencingToken } = lease as { fencingToken?: number }
    if (fencingToken !== undefined && fencingToken <= world.granted) world.wentBack += 1
    world.granted = fencingToken ?? 0
    me.says(`holds lease ${number}`)
    await me.act('the database', 'writes to the database', () => {
      if ((fencingToken ?? 0) < world.fence) return 'refused: a newer lease has written'
      world.fence = fencingToken ?? 0
      if (number < world.writer) world.overwritten += 1
      world.writer = number
      return 'written'
    })
    await me.api.release(lease)
  },
  invariants: [
    {
      claim: 'a fencing number never goes back',
      broken: ({ world }) =>
        world.wentBack > 0 ? 'a newer lease has a fencing number that is not larger' : undefined,
    },
    {
      claim: 'a late write never replaces a newer one',
      broken: ({ world }) =>
        world.overwritten > 0 ? 'the write of an older lease has replaced that of a newer one' : undefined,
    },
  ],
  naive,
  safe: safeLock,
})
