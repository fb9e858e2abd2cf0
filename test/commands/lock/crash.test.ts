import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { cellsOf, playLock } from './played-lock.js'

onEachEngine((engine) => {
  test('the server itself has a lock without expiry after the naive version died, and none after the safe one', async () => {
    const ttls: number[] = []
    const played = await playLock(
      engine(),
      'crash',
      {},
      {
        onState: async (observer) => ttls.push(await observer.ttl('rp:lock:1:{crash:naive}')),
      },
    )
    expect([played.failed, ttls]).toEqual([[], [-1]])
  })

  test('the one who dies sends one command and no more', async () => {
    const sent = (await playLock(engine(), 'crash')).all('wire').filter(({ actor }) => actor === 'app-1')
    expect(sent.map(({ command, script }) => script ?? command[0])).toEqual(['SETNX', 'lock-try.lua'])
  })

  test('--ttl decides when the safe lock is free, and never frees the naive one', async () => {
    const table = (await playLock(engine(), 'crash', { ttl: 60_000 })).table('crash')
    expect(cellsOf(table!)).toEqual([
      ['30s', 'refused', 'refused'],
      ['1m', 'refused', 'gets it'],
      ['2m', 'refused', null],
      ['1h2m', 'refused', null],
    ])
  })
})
