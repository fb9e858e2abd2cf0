import { expect, it } from 'vitest'
import { Lock } from '../../../src/patterns/lock/index.js'
import { figure } from '../../support/figures.js'
import { commandsRun, total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { freshLock, LONG_MS, waiting } from './fresh-lock.js'
import { type Kind, subject } from './subjects.js'

const ROUNDS = 20
const WAITERS = 50

onAnyServer('a lock whose lease ran out before its holder was done', (redis) => {
  it('is not deleted from under the next owner', async (context) => {
    const naive = await nextOwnersLost('naive')
    const safe = await nextOwnersLost('safe')
    figure(context, {
      pattern: 'lock',
      what: `late releases that delete the next owner's lock, of ${ROUNDS}`,
      naive,
      safe,
      goal: 0,
    })
    expect({ naive, safe }).toEqual({ naive: ROUNDS, safe: 0 })
  })

  async function nextOwnersLost(kind: Kind): Promise<number> {
    let lost = 0
    for (let round = 0; round < ROUNDS; round++) {
      const lock = subject(kind, redis(), freshName())
      const releaseLate = await lock.take()
      await redis().del(lock.key) // The lease runs out.
      await lock.take()
      await releaseLate()
      if ((await redis().exists(lock.key)) === 0) lost++
    }
    return lost
  }
})

onRealServer('what a lock sends', (redis) => {
  it('is two commands for acquire and release, with the fencing number', async (context) => {
    const lock = freshLock(redis())
    const act = async () => {
      const lease = await lock.acquire()
      expect(lease.fencingToken).toBeGreaterThan(0)
      await lease.release()
    }
    await act() // The first call of a script is an EVAL.
    const safe = total(await wireCommands(redis(), act))
    figure(context, { pattern: 'lock', what: 'wire commands: acquire + release', safe, goal: 2 })
    expect(safe).toBe(2)
  })

  it('is one command for a late release, which says so', async (context) => {
    const lock = freshLock(redis())
    const late = await lock.acquire()
    await redis().del(lock.key)
    let answer: boolean | undefined
    const safe = total(await wireCommands(redis(), async () => (answer = await late.release())))
    figure(context, { pattern: 'lock', what: 'wire commands: a late release answers false', safe, goal: 1 })
    expect({ answer, safe }).toEqual({ answer: false, safe: 1 })
  })

  it(`is at most four commands for each of ${WAITERS} who want it at the same time`, async (context) => {
    const clients = Array.from({ length: 5 }, () => redis().duplicate())
    const name = freshName()
    const locks = Array.from(
      { length: WAITERS },
      (_, at) => new Lock(clients[at % clients.length]!, { name, ttlMs: LONG_MS }),
    )
    const everyOneOnce = () => Promise.all(locks.map(async (lock) => (await lock.acquire()).release()))
    await everyOneOnce() // Now every client listens.
    const safe = total(await wireCommands(redis(), everyOneOnce)) / WAITERS
    figure(context, {
      pattern: 'lock',
      what: `wire commands: acquire + release, ${WAITERS} contend`,
      safe,
      goal: '<= 4',
    })
    expect(safe).toBeLessThanOrEqual(4)
    await Promise.all(locks.map((lock) => lock.close()))
    for (const client of clients) client.disconnect()
  })
})

onRealServer('those who wait for a lock', (redis) => {
  it('do not ask in a hot loop', async (context) => {
    const naive = await commandsWhileWaiting('naive')
    const safe = await commandsWhileWaiting('safe')
    const what = 'commands of 10 who wait for 1 s'
    figure(context, { pattern: 'lock', what, naive, safe, goal: '<= 100' })
    expect(naive).toBeGreaterThan(1_000)
    expect(safe).toBeLessThanOrEqual(100)
  })

  async function commandsWhileWaiting(kind: Kind): Promise<number> {
    const client = redis().duplicate()
    const lock = subject(kind, client, freshName(), 1_000)
    await lock.take() // And nobody releases it: the second is that of its lease.
    const ran = await commandsRun(redis(), async () => {
      const others = Array.from({ length: 10 }, () => lock.take())
      await Promise.race(others)
      void Promise.allSettled(others)
      await lock.close()
      client.disconnect()
    })
    return (ran.setnx ?? 0) + (ran.evalsha ?? 0) + (ran.eval ?? 0)
  }
})

onRealServer('those who wait for a lock, in turn', (redis) => {
  it('all get it equally often', async (context) => {
    const lock = freshLock(redis())
    const turns: number[] = []
    const holder = await lock.acquire()
    const everyOne = Promise.all(
      Array.from({ length: 10 }, async (_, who) => {
        for (let round = 0; round < 5; round++) {
          const lease = await lock.acquire()
          turns.push(who)
          await lease.release()
        }
      }),
    )
    await waiting(lock, 10)
    await holder.release()
    await everyOne
    const first = turns.slice(0, 10)
    const inOrder = turns.filter((who, at) => who === first[at % 10]).length
    figure(context, {
      pattern: 'lock',
      what: 'turns in the order of the queue, of 50',
      safe: inOrder,
      goal: 50,
    })
    expect(inOrder).toBe(50)
  })
})
