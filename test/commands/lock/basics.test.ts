import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { isRelease, playLock } from './played-lock.js'

onEachEngine((engine) => {
  test('the key shows the token of its holder and the lease that was asked for', async () => {
    const played = await playLock(engine(), 'basics', { ttl: 90_000 })
    expect(played.failed).toEqual([])
    const shown = played.all('state').map(({ keys }) => [keys[0]?.preview[0], keys[0]?.ttlSeconds])
    expect(shown).toEqual([
      ['app-1:1', 90],
      ['app-1:1', 90],
      ['app-2:2', 90],
    ])
  })

  test('it holds with the shortest lease, too', async () => {
    expect((await playLock(engine(), 'basics', { ttl: 2_000 })).failed).toEqual([])
  })

  test('each lease costs one command, and so does each no', async () => {
    const played = await playLock(engine(), 'basics')
    // What the server can do is asked once, and not again for each lease.
    const wires = played.all('wire').filter(({ command }) => command[0] !== 'COMMAND')
    expect(wires.map((wire) => [wire.actor, isRelease(wire) ? 'release' : wire.script])).toEqual([
      ['app-1', 'lock-try.lua'],
      ['app-2', 'lock-try.lua'],
      ['app-1', 'lock-extend.lua'],
      ['app-1', 'release'],
      ['app-2', 'lock-try.lua'],
    ])
  })

  test('a lock that vanishes in the middle is not overlooked', async () => {
    const played = await playLock(
      engine(),
      'basics',
      {},
      {
        onState: (observer) => observer.del('rp:lock:1:{report}'),
      },
    )
    expect(played.failed).toEqual(['basics.refused', 'basics.extend', 'basics.release'])
  })
})
