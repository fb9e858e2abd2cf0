import { beforeEach, expect, test, vi } from 'vitest'
import type * as Writes from '../../../src/commands/lock/paused/writes.js'
import { redlock } from '../../../src/commands/lock/redlock.js'
import type * as Locks from '../../../src/commands/lock/locks.js'
import type { LockStage } from '../../../src/commands/lock/params.js'
import type * as Queue from '../../../src/commands/lock/waiting/queue.js'
import type { Lease, Lock } from '../../../src/patterns/lock/index.js'
import type { Scenario } from '../../../src/scenario/define.js'
import { onEachEngine } from '../../support/engines.js'
import { playLock } from './played-lock.js'

/** Parts of the scenes that have the naive version in place of the safe one. */
const { swapped } = vi.hoisted(() => ({ swapped: new Set<'lock' | 'queue' | 'resource'>() }))
beforeEach(() => swapped.clear())

vi.mock('../../../src/commands/lock/locks.js', async (original) => {
  const genuine = await original<typeof Locks>()
  let fence = 0
  const naiveTwin: typeof genuine.safeLock = async (stage, asked) => {
    const naive = await genuine.naiveLock(stage, asked)
    const tryAcquire = async () => {
      if (!(await naive.tryAcquire())) return null
      const release = () => naive.release().then(() => true)
      return { token: 'locked', fencingToken: ++fence, release } as unknown as Lease
    }
    const acquire = async () => (await tryAcquire()) ?? Promise.reject(new Error('refused'))
    const using = async (work: () => unknown) => {
      const lease = await acquire()
      await work()
      await lease.release()
    }
    return { key: naive.key, tryAcquire, acquire, using } as unknown as Lock
  }
  return {
    ...genuine,
    safeLock: (...args: Parameters<typeof naiveTwin>) =>
      (swapped.has('lock') ? naiveTwin : genuine.safeLock)(...args),
  }
})

vi.mock('../../../src/commands/lock/waiting/queue.js', async (original) => {
  const genuine = await original<typeof Queue>()
  const { poll } = await import('../../../src/commands/lock/waiting/poll.js')
  return {
    ...genuine,
    queueUp: (stage: Parameters<typeof poll>[0]) => (swapped.has('queue') ? poll : genuine.queueUp)(stage),
  }
})

vi.mock('../../../src/commands/lock/paused/writes.js', async (original) => {
  const genuine = await original<typeof Writes>()
  const writeFenced: typeof genuine.writeFenced = (...asked) =>
    (swapped.has('resource') ? genuine.writePlainly : genuine.writeFenced)(...asked)
  return { ...genuine, writeFenced }
})

/** Whose servers live on when they are told to stop. */
const immortal = {
  ...redlock,
  run: (stage: LockStage) =>
    redlock.run({
      ...stage,
      server: async (name) => ({ ...(await stage.server(name)), stop: async () => {} }),
    }),
}

onEachEngine((engine) => {
  test('a lock that sets its expiry later is found to be stuck', async () => {
    swapped.add('lock')
    expect((await playLock(engine(), 'crash')).failed).toEqual(['crash.safe'])
  })

  test('a release that asks nobody is found out', async () => {
    swapped.add('lock')
    expect((await playLock(engine(), 'owner')).failed).toEqual(['owner.safe'])
  })

  test('a resource that checks nothing is found out', async () => {
    swapped.add('resource')
    expect((await playLock(engine(), 'paused')).failed).toEqual(['paused.fenced'])
  })

  test('waiters that overtake and poll are found out', async () => {
    swapped.add('queue')
    const { failed } = await playLock(engine(), 'waiting', { waiters: 20 })
    expect(failed).toEqual(['waiting.order', 'waiting.commands'])
  })

  test('servers that do not die are found out', async () => {
    const { failed } = await playLock(engine(), 'redlock', {}, { scenario: immortal as unknown as Scenario })
    expect(failed).toEqual(['redlock.minority', 'redlock.majority', 'redlock.forgets'])
  })
})
