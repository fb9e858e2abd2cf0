import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { exchanges, playCache, rowOf } from './support/play.js'

onEachEngine((engine) => {
  test('a database that is down is an error to naive readers only', async () => {
    const played = await playCache(engine(), 'down')
    expect(rowOf(played, 'database', 'errors')).toEqual([2, 0])
    expect(rowOf(played, 'database', 'answers')).toEqual([0, 2])
    expect(exchanges(played).filter((line) => line === 'release.lua 1')).toHaveLength(2)
  })

  test('a cut connection costs the safe version one command, and the naive one every read', async () => {
    const played = await playCache(engine(), 'down')
    const refused = exchanges(played, 'app-1').filter((line) => line.includes('Connection is closed.'))
    expect(refused.map((line) => line.split(' ')[0])).toEqual(['GET', 'GET', 'GET', 'GET', 'invalidate.lua'])
    expect(rowOf(played, 'redis', 'answers')).toEqual([0, 3])
    expect(rowOf(played, 'counters', 'unavailable')[0]).toBe(3)
  })

  test('after the cut the same actor goes on, and what the client sends to connect is not shown', async () => {
    const played = await playCache(engine(), 'down')
    const lines = exchanges(played, 'app-1')
    expect(lines.slice(-3)).toEqual(['invalidate.lua 1', 'acquire.lua "lease"', 'fill.lua "stored"'])
    expect(lines.filter((line) => line.startsWith('CLIENT'))).toEqual([])
    expect(played.failed).toEqual([])
  })
})
