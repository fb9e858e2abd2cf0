import { expect, it } from 'vitest'
import { earlierWins, type PeriodOptions } from '../../../src/patterns/leaderboard/index.js'
import { onBothServers } from '../support/servers.js'
import { DAY, freshPeriods, HOUR, MONDAY } from './fresh-periods.js'

onBothServers('merged boards with ties', (redis) => {
  const fresh = (options: Partial<PeriodOptions> = {}) => freshPeriods(redis(), options)

  it('break ties of sums by the smaller sum of times, as in a stage race', async () => {
    const { boards, at } = fresh({ ties: earlierWins() })
    at(0, 1)
    await boards.submit('ada', 10, { keep: 'best' })
    at(0, 2)
    await boards.submit('zoe', 10, { keep: 'best' })
    at(1, 3)
    await boards.submit('zoe', 5, { keep: 'best' })
    at(1, 5)
    await boards.submit('ada', 5, { keep: 'best' })
    // ada: 1 h + 5 h, zoe: 2 h + 3 h.
    const week = await boards.rollUp('week')
    expect(await week.top(2)).toEqual([
      { member: 'zoe', score: 15, rank: 0 },
      { member: 'ada', score: 15, rank: 1 },
    ])
    expect((await boards.today().entry('zoe'))?.reachedAtMs).toBe(MONDAY + DAY + 3 * HOUR)
  })

  it('count a write after their day as its last tick, so that sums of ticks have room', async () => {
    const { boards, at } = fresh({ ties: earlierWins() })
    at(3)
    await boards.day(MONDAY).submit('late', 1, { keep: 'best' })
    await boards.day(MONDAY + 5 * DAY).submit('early', 1, { keep: 'best' })
    expect((await boards.day(MONDAY).entry('late'))?.reachedAtMs).toBe(MONDAY + DAY - 1000)
    expect((await boards.day(MONDAY + 5 * DAY).entry('early'))?.reachedAtMs).toBe(MONDAY + 5 * DAY)
  })

  it('break ties of bests by the earliest time at which the best was reached', async () => {
    const { boards, at } = fresh({ aggregate: 'max', ties: earlierWins() })
    at(0, 12)
    await boards.submit('ada', 10, { keep: 'best' })
    at(0, 13)
    await boards.submit('zoe', 10, { keep: 'best' })
    at(1, 1)
    await boards.submit('zoe', 10, { keep: 'best' })
    const week = await boards.rollUp('week')
    expect(await week.top(2)).toEqual([
      { member: 'ada', score: 10, rank: 0, reachedAtMs: MONDAY + 12 * HOUR },
      { member: 'zoe', score: 10, rank: 1, reachedAtMs: MONDAY + 13 * HOUR },
    ])
  })

  it('are not summed where the tie clock has no room for the days', async () => {
    // 2^20 seconds are 12 days.
    const { boards } = fresh({ ties: earlierWins({ bits: 20 }), keepDays: 31 })
    await boards.increment('ada', 1)
    expect(await (await boards.rollUp('week')).score('ada')).toBe(1)
    await expect(boards.rollUp('month')).rejects.toThrow('the sums of 2026-11 do not fit the tie clock')
  })

  it('are not summed where the tie clock has no room for the scores', async () => {
    const { boards, at } = fresh({ ties: earlierWins() })
    await boards.increment('ada', 33_554_431)
    at(1)
    await boards.increment('ada', 1)
    await expect(boards.rollUp('week')).rejects.toThrow(RangeError)
    await expect(boards.allTime()).rejects.toThrow('the sums of all time do not fit')
    await boards.increment('ada', -1)
    at(0)
    await boards.increment('mia', -33_554_431)
    at(1)
    await boards.increment('mia', -2)
    await expect(boards.rollUp('week')).rejects.toThrow(RangeError)
    await boards.increment('mia', 2)
    expect(await (await boards.rollUp('week')).score('ada')).toBe(33_554_431)
    expect(await (await boards.allTime()).score('ada')).toBe(33_554_431)
  })
})
