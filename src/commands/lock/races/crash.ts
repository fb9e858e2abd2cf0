import { NaiveLock } from '../../../patterns/lock/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { LockUnderTest } from '../../../race/under-test/lock.js'
import { safeLock, TTL_MS } from './shared.js'

const naive: Version<LockUnderTest> = {
  title: 'SETNX, then EXPIRE',
  make(redis, { prefix }) {
    const lock = new NaiveLock(redis, { name: 'report', prefix, ttlSeconds: TTL_MS / 1000 })
    return {
      acquire: async () => ((await lock.tryAcquire()) ? {} : null),
      release: () => lock.release(),
    }
  },
}

export const crash = defineRace<LockUnderTest, { done: number }>({
  name: 'crash',
  title: 'Die between two commands',
  summary:
    'Each client takes the lock if it is free, and gives it back. One of them may die between two commands. The naive version takes the lock with SETNX and sets its expiry with EXPIRE: whoever dies between the two leaves a lock that nobody can ever take.',
  clients: 2,
  faults: { deaths: 1 },
  world: () => ({ done: 0 }),
  async client({ api }, world) {
    const lease = await api.acquire()
    if (lease === null) return
    await api.release(lease)
    world.done += 1
  },
  invariants: [{ claim: 'what a dead client leaves expires', when: 'at the end', broken: immortalKeys }],
  naive,
  safe: safeLock,
})
