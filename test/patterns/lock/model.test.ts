import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { StoredLock } from '../../../src/patterns/lock/stored-lock.js'
import type { LockToken } from '../../../src/patterns/lock/index.js'
import { freshName, onAnyServer } from '../support/servers.js'

const WHO = 6
/** Each process has two of them. */
const PROCESSES = 3
const CLAIM_MS = 1_000
/** So long does a process count as alive after it was heard of. */
const ALIVE_MS = 3 * CLAIM_MS

const processOf = (who: number) => who % PROCESSES

/** The lock as one would write it without Redis: a holder, a queue, and until when each process counts as alive. */
class Model {
  holder: number | undefined
  queue: number[] = []
  alive = new Map<number, number>()

  constructor(readonly clock: { ms: number }) {}

  ask(who: number, waits: boolean): 'has it' | 'waits' | 'no' {
    if (this.holder === undefined) this.handOver()
    if (this.holder === undefined || this.holder === who) {
      this.holder = who
      return 'has it'
    }
    if (!waits) return 'no'
    if (!this.queue.includes(who)) this.queue.push(who)
    this.alive.set(processOf(who), this.clock.ms + ALIVE_MS)
    return 'waits'
  }

  release(who: number): boolean {
    this.queue = this.queue.filter((other) => other !== who || this.holder === who)
    if (this.holder !== who) return false
    this.handOver()
    return true
  }

  /** To the first that is alive; those before it are forgotten. */
  handOver(): void {
    do this.holder = this.queue.shift()
    while (this.holder !== undefined && this.aliveUntil(this.holder) < this.clock.ms)
    if (this.holder === undefined) return
    const claimedBy = this.clock.ms + CLAIM_MS
    this.alive.set(processOf(this.holder), Math.min(this.aliveUntil(this.holder), claimedBy))
  }

  aliveUntil(who: number): number {
    return this.alive.get(processOf(who)) ?? 0
  }
}

type Step = { do: 'ask' | 'try' | 'release'; who: number } | { do: 'run out' } | { do: 'pass'; ms: number }

const who = fc.nat(WHO - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('ask' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('try' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('release' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('run out' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(2_000) }) },
)

onAnyServer('the lock in Redis', (redis) => {
  it('has the holder and the queue of a model, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), (steps) => agree(redis(), steps)),
      { numRuns: 200 },
    )
  })
})

/** Does the same with both, and compares after each step. */
async function agree(redis: RedisLike, steps: readonly Step[]): Promise<void> {
  const clock = { ms: 1_700_000_000_000 }
  const model = new Model(clock)
  // Nobody listens, so that messages are not what tells who is alive: as on a cluster.
  const lock = new StoredLock(asCluster(redis), { name: freshName(), ttlMs: 60_000, now: () => clock.ms })
  const token = (one: number) => `process-${processOf(one)}:${one}` as LockToken
  let lastFence = 0
  for (const one of steps) {
    if (one.do === 'pass') clock.ms += one.ms
    else if (one.do === 'run out') {
      model.holder = undefined
      await redis.del(lock.keys.lock)
    } else if (one.do === 'release') {
      const outcome = await lock.handOver(token(one.who))
      expect(outcome !== 'lost').toBe(model.release(one.who))
    } else {
      const answer = await lock.takeTurn(token(one.who), { waits: one.do === 'ask' })
      const has = typeof answer === 'number'
      expect(has ? 'has it' : answer ? 'waits' : 'no').toBe(model.ask(one.who, one.do === 'ask'))
      if (has) expect(answer).toBeGreaterThan(lastFence)
      if (has) lastFence = answer
    }
    const queue = await redis.zrange(lock.keys.queue, 0, '-1')
    expect((await lock.peek()).holder).toBe(model.holder === undefined ? null : token(model.holder))
    expect(queue.map(String)).toEqual(model.queue.map(token))
  }
}

/** The same client, which looks like that of a cluster: there PUBLISH does not count every listener. */
function asCluster(redis: RedisLike): RedisLike {
  return new Proxy(redis, {
    has: (target, key) => key === 'nodes' || key in target,
    get: (target, key) => {
      const value = Reflect.get(target, key, target) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
