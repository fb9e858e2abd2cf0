import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { isRelease, playLock } from './played-lock.js'

onEachEngine((engine) => {
  test('the naive DEL hits a lock that another app had set, and the safe release does not', async () => {
    const wires = (await playLock(engine(), 'owner')).all('wire')
    const naive = wires.filter(({ command }) => ['SETNX', 'DEL'].includes(command[0]!))
    expect(naive.map(({ actor, command, reply }) => [actor, command[0], reply])).toEqual([
      ['app-1', 'SETNX', 1],
      ['app-2', 'SETNX', 1],
      ['app-1', 'DEL', 1],
      ['app-3', 'SETNX', 1],
    ])
    expect(wires.filter(isRelease)).toMatchObject([{ actor: 'app-1', reply: 0 }])
  })

  test.each([1_000, 3_600_000])('it is the same when the holder is %i ms late', async (late) => {
    const played = await playLock(engine(), 'owner', { late, ttl: 2_000 })
    expect([played.failed, played.error]).toEqual([[], undefined])
  })
})
