import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { exchanges, playCache, rowOf } from './support/play.js'

const MOMENTS = ['before the load', 'during the load', 'after the fill']

onEachEngine((engine) => {
  test('every round in which the change comes during a load is stale for the naive version alone', async () => {
    const played = await playCache(engine(), 'stale-fill', { rounds: 50 })
    const [before, during, after] = MOMENTS.map((moment) => rowOf(played, 'stale-fill', moment) as number[])
    const rounds = [before, during, after].map((row) => row?.[0] ?? 0)
    expect(rounds.reduce((sum, count) => sum + count)).toBe(50)
    expect([before, during, after].map((row) => row?.slice(1))).toEqual([
      [0, 0],
      [rounds[1], 0],
      [0, 0],
    ])
    expect(rounds[1]).toBeGreaterThan(0)
  })

  test('the commands of the drawn race show the old value stored by one and refused by the other', async () => {
    const played = await playCache(engine(), 'stale-fill', { rounds: 3 })
    expect(exchanges(played)).toEqual([
      'GET null',
      'DEL 0',
      'SET "OK"',
      String.raw`GET "{\"name\":\"Ada Byron\"}"`,
      'acquire.lua "lease"',
      'invalidate.lua 0',
      'fill.lua "lost"',
      'acquire.lua "lease"',
      'fill.lua "stored"',
    ])
  })

  test('another seed has the change come at other moments', async () => {
    const roundsWith = async (seed: number) => {
      const played = await playCache(engine(), 'stale-fill', { rounds: 100 }, seed)
      return MOMENTS.map((moment) => rowOf(played, 'stale-fill', moment)[0])
    }
    expect(await roundsWith(1)).not.toEqual(await roundsWith(2))
  })

  test('a price is wrong where the older write arrives last, and only for the naive version', async () => {
    const played = await playCache(engine(), 'write', { rounds: 40 })
    const [inOrder, late] = ['in order', 'the older one last'].map((row) => rowOf(played, 'write', row))
    expect(Number(inOrder?.[0]) + Number(late?.[0])).toBe(40)
    expect(inOrder?.slice(1)).toEqual([0, 0])
    expect(late?.slice(1)).toEqual([late?.[0], 0])
    expect(exchanges(played).slice(-3)).toEqual([
      String.raw`GET "v{\"price\":21,\"version\":2}"`,
      'put.lua 0',
      String.raw`GET "v{\"price\":21,\"version\":2}"`,
    ])
  })
})
