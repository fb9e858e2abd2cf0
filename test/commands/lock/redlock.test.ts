import { expect, test } from 'vitest'
import type { WireEvent } from '../../../src/scenario/event.js'
import { onEachEngine } from '../../support/engines.js'
import { cellsOf, isRelease, playLock, wiresOf } from './played-lock.js'

onEachEngine((engine) => {
  test.each([
    ['3', 2],
    ['5', 3],
    ['7', 4],
  ])('of %s servers it takes %i', async (servers, majority) => {
    const played = await playLock(engine(), 'redlock', { servers })
    expect([played.failed, played.error]).toEqual([[], undefined])
    const count = Number(servers)
    expect(granted(wiresOf(played, 'none a replica'))).toEqual({ 'app-1': count })
    expect(granted(wiresOf(played, `${majority} of ${count} are left`))).toEqual({ 'app-1': majority })
    expect(granted(wiresOf(played, 'no majority'))).toEqual({ 'app-1': majority - 1 })
    expect(granted(wiresOf(played, 'What it cannot promise'))).toEqual({
      'app-1': majority,
      'app-2': majority,
    })
  })

  test('those that are stopped answer nobody', async () => {
    const played = await playLock(engine(), 'redlock')
    const refused = wiresOf(played, 's4 and s5 die').filter(({ actor }) => /@s[45]$/.test(actor))
    expect(refused.length).toBeGreaterThan(0)
    for (const { reply } of refused) expect(reply).toEqual({ error: 'Connection is closed.' })
  })

  test('what was taken in vain is given back to those that live', async () => {
    const played = await playLock(engine(), 'redlock')
    expect(cellsOf(played.table('majority')!)).toEqual([
      ['s1', 'up', null],
      ['s2', 'up', null],
      ['s3', 'stopped', null],
      ['s4', 'stopped', null],
      ['s5', 'stopped', null],
    ])
    const removed = wiresOf(played, 'no majority').filter(isRelease)
    expect(removed.slice(0, 2).map(({ actor, reply }) => [actor, reply])).toEqual([
      ['app-1@s1', 1],
      ['app-1@s2', 1],
    ])
  })

  test('the margin is one percent of --ttl and 2 ms', async () => {
    const played = await playLock(engine(), 'redlock', { ttl: 30_000 })
    expect(cellsOf(played.table('validity')!).map(([, ms]) => ms)).toEqual([30_000, -302, 29_698])
  })
})

/** How many servers said yes, to whom. */
function granted(wires: readonly WireEvent[]): Record<string, number> {
  const votes: Record<string, number> = {}
  for (const { actor, command, reply } of wires) {
    const [client = ''] = actor.split('@')
    if (command[0] === 'SET' && reply === 'OK') votes[client] = (votes[client] ?? 0) + 1
  }
  return votes
}
