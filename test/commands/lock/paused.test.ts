import { expect, test } from 'vitest'
import type { TimelineChart } from '../../../src/scenario/event.js'
import { onEachEngine } from '../../support/engines.js'
import { cellsOf, playLock } from './played-lock.js'

onEachEngine((engine) => {
  test('the late write reaches the plain resource and not the one that checks', async () => {
    const found: unknown[] = []
    const played = await playLock(
      engine(),
      'paused',
      {},
      {
        onState: async (observer) =>
          found.push([
            await observer.get('rp:lock:1:{plain}'),
            await observer.hget('rp:lock:1:{fenced}', 'value'),
          ]),
      },
    )
    expect(played.failed).toEqual([])
    expect(found).toEqual([
      ['report of app-1', null],
      ['report of app-1', '"report of app-2"'],
    ])
  })

  test('the numbers in the tables are those that the server gave out, the later one larger', async () => {
    const played = await playLock(engine(), 'paused')
    const given = played
      .all('wire')
      .filter(({ script }) => script === 'lock-try.lua')
      .map(({ actor, reply }) => [actor, reply])
    expect(cellsOf(played.table('fenced')!).map(([actor, fence]) => [actor, fence])).toEqual(
      given.toReversed(),
    )
    expect(Number(given[1]?.[1])).toBeGreaterThan(Number(given[0]?.[1]))
  })

  test('--ttl and --late set the times of the picture', async () => {
    const chart = (await playLock(engine(), 'paused', { ttl: 20_000, late: 60_000 })).all('chart')[0]
    const [one, two] = (chart as TimelineChart).lanes
    expect(one?.spans.map(({ from, to }) => [from, to])).toEqual([
      [0, 20],
      [20, 80],
    ])
    expect(two?.spans.map(({ from, to }) => [from, to])).toEqual([[70, 90]])
  })
})
