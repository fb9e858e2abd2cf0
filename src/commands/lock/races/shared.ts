import { type Lease, Lock } from '../../../patterns/lock/index.js'
import type { Version } from '../../../race/define.js'
import type { LockUnderTest } from '../../../race/under-test/lock.js'

export const TTL_MS = 10_000

/** The library's own lock. */
export const safeLock: Version<LockUnderTest> = {
  title: 'Lock of redis-patterns',
  make(redis, { prefix, ids, now }) {
    const lock = new Lock(redis, { name: 'report', prefix, ttlMs: TTL_MS, ids, now })
    return {
      acquire: () => lock.tryAcquire(),
      release: (lease: Lease) => lease.release(),
    }
  },
}

/** Who has a lease that has not run out, as far as the clients know. */
export interface Holders {
  /** Until when, for each client, in ms; 0: it has none. */
  untilMs: number[]
}

export function noHolders(clients: number): Holders {
  return { untilMs: Array.from({ length: clients }, () => 0) }
}

/** Several have a lease that has not run out. */
export function severalHold({ untilMs }: Holders, nowMs: number): string | undefined {
  const holders = untilMs.flatMap((until, index) => (until > nowMs ? [`client-${index + 1}`] : []))
  return holders.length > 1 ? `${holders.join(' and ')} hold the lock at the same time` : undefined
}
