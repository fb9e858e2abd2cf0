import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { exchanges, playCache, rowOf } from './support/play.js'

onEachEngine((engine) => {
  const play = (params: Record<string, unknown>) =>
    playCache(engine(), 'stampede', { callers: 40, ...params })

  test('there is a load for every naive caller, and one for all others', async () => {
    const played = await play({})
    expect(rowOf(played, 'stampede', 'loads')).toEqual([40, 1])
    expect(played.bars()?.map(({ value }) => value)).toEqual([40, 1])
    expect(played.failed).toEqual([])
  })

  test('a database that works on few loads at a time keeps the last naive caller waiting', async () => {
    const played = await play({ pool: 10, loadTime: 300 })
    expect(rowOf(played, 'stampede', 'the last one waits')).toEqual(['1s200ms', '300ms'])
    const wider = await play({ pool: 40, loadTime: 300 })
    expect(rowOf(wider, 'stampede', 'the last one waits')).toEqual(['300ms', '300ms'])
  })

  test('the commands of the three show who gets the lease and who waits', async () => {
    const played = await play({})
    const [naive, safe] = [exchanges(played).slice(0, 6), exchanges(played).slice(6)]
    expect(naive).toEqual(['GET null', 'GET null', 'GET null', 'SET "OK"', 'SET "OK"', 'SET "OK"'])
    expect(safe).toEqual([
      'acquire.lua "lease"',
      'acquire.lua "wait"',
      'acquire.lua "wait"',
      'acquire.lua "wait"',
      'fill.lua "stored"',
      'acquire.lua "fresh"',
    ])
  })

  test('the commands of the crowd, and of connections that only listen, are not shown', async () => {
    const actors = new Set((await play({})).all('wire').map(({ actor, command }) => `${actor} ${command[0]}`))
    expect([...actors].toSorted()).toEqual([
      'app-1 EVALSHA',
      'app-1 GET',
      'app-1 SET',
      'app-2 EVALSHA',
      'app-2 GET',
      'app-2 SET',
    ])
  })
})
