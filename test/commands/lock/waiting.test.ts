import { expect, test } from 'vitest'
import type { LockStage } from '../../../src/commands/lock/params.js'
import { waiting } from '../../../src/commands/lock/waiting.js'
import type { Scenario } from '../../../src/scenario/define.js'
import type { WireEvent } from '../../../src/scenario/event.js'
import { onEachEngine } from '../../support/engines.js'
import { cellsOf, playLock, wiresOf } from './played-lock.js'

const WAITERS = 20

const stop = () => Promise.reject(new Error('stopped here'))

onEachEngine((engine) => {
  test('what the tables say is what went over the wire', async () => {
    const played = await playLock(engine(), 'waiting', { waiters: WAITERS })
    expect([played.failed, played.error]).toEqual([[], undefined])
    const naive = wiresOf(played, 'hold')
    const loop = naive.filter(({ command }) => command[1]?.includes('{waiting:naive}'))
    const queue = wiresOf(played, `Now ${WAITERS} wait`)
    const cost = cellsOf(played.table('cost')!)
    expect(cost.find(([what]) => what === 'commands')).toEqual(['commands', loop.length, queue.length])

    const served = cellsOf(played.table('order')!)
    for (const [came, naively, fairly] of served) {
      expect(naively).toBe(ownersOf(loop, 'EXPIRE').indexOf(`waiter-${String(came)}`))
      expect(fairly).toBe(came)
    }
    expect(ownersOf(queue, 'lock-try.lua')).toEqual(['holder', ...appsInTurn()])
  })

  test('the wire shows the join with the whole lease, whatever time this machine took', async () => {
    const played = await playLock(engine(), 'waiting', { waiters: 10, ttl: 77_000 })
    const joins = wiresOf(played, 'The queue, with one waiter').filter(
      ({ script }) => script === 'lock-acquire.lua',
    )
    expect(joins.map(({ reply }) => reply)).toEqual([[0, 77_000]])
  })

  test('a run that is stopped while many wait ends in silence', async () => {
    const stopped = {
      ...waiting,
      run: (stage: LockStage) => waiting.run({ ...stage, clock: { ...stage.clock, advance: stop } }),
    }
    const played = await playLock(
      engine(),
      'waiting',
      { waiters: 10 },
      { scenario: stopped as unknown as Scenario },
    )
    expect(played.error).toEqual(new Error('stopped here'))
  })

  test('the queue needs no more commands for each when it is longer', async () => {
    const each = async (waiters: number) => {
      const played = await playLock(engine(), 'waiting', { waiters })
      const queue = wiresOf(played, `Now ${waiters} wait`)
      return queue.length / (waiters + 1)
    }
    expect(await each(50)).toBeLessThan(await each(20))
  })
})

/** Who got the lock, in order: whoever sent the command that comes with it and was not told no. */
function ownersOf(wires: readonly WireEvent[], what: string): string[] {
  return wires
    .filter(({ command, script, reply }) => (script ?? command[0]) === what && reply !== null)
    .map(({ actor }) => actor)
}

function appsInTurn(): string[] {
  return Array.from({ length: WAITERS }, (_, index) => `app-${(index % 5) + 1}`)
}
