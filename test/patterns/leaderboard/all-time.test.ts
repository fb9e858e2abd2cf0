import { expect, it } from 'vitest'
import { DaysLostError, earlierWins, type PeriodOptions } from '../../../src/patterns/leaderboard/index.js'
import { onEveryServer } from '../support/servers.js'
import { DAY, freshPeriods, MONDAY } from './fresh-periods.js'

onEveryServer('the board of all time', (redis) => {
  const fresh = (options: Partial<PeriodOptions> = {}) => freshPeriods(redis(), options)

  it('goes on when the days have expired', async () => {
    const { boards, at, name } = fresh({ keepDays: 2 })
    let sum = 0
    for (let day = 0; day < 10; day++) {
      at(day)
      await boards.increment('ada', 2 ** day)
      sum += 2 ** day
      expect(await (await boards.allTime()).score('ada')).toBe(sum)
      expect(await (await boards.allTime()).score('ada')).toBe(sum)
      // What the server would do by itself in real time.
      await redis().del(boards.day(MONDAY + (day - 2) * DAY).key)
    }
    const view = await boards.allTime()
    expect(view.key).toBe(`{${name}}:all-time`)
    expect(Number(await redis().pttl(view.key)) / DAY).toBeCloseTo(2, 1)
    expect(await redis().pttl(`{${name}}:archive`).then(Number)).toBe(-1)
  })

  it('begins with the days that are still kept at the first call', async () => {
    const { boards, at } = fresh({ keepDays: 2 })
    for (let day = 0; day < 5; day++) {
      at(day)
      await boards.increment('ada', 2 ** day)
    }
    expect(await (await boards.allTime()).score('ada')).toBe(0b11100)
  })

  it('says which days were lost, changes nothing, and goes on without them when told to', async () => {
    const { boards, at } = fresh({ keepDays: 2 })
    await boards.increment('ada', 1)
    await boards.allTime()
    at(5)
    await boards.increment('ada', 2)
    const lost = await boards.allTime().catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(DaysLostError)
    expect(lost).toMatchObject({ code: 'DAYS_LOST', firstDay: '2026-11-23', lastDay: '2026-11-25' })
    await expect(boards.allTime()).rejects.toThrow('the boards of 2026-11-23 to 2026-11-25 expired')
    expect(await (await boards.allTime({ acceptLoss: true })).score('ada')).toBe(2)
    expect(await (await boards.allTime()).score('ada')).toBe(2)
  })

  it('counts no day twice after a clock that went back', async () => {
    const { boards, at } = fresh()
    await boards.increment('ada', 1)
    at(1)
    await boards.increment('ada', 10)
    expect(await (await boards.allTime()).score('ada')).toBe(11)
    at(0)
    expect(await (await boards.allTime()).score('ada')).toBe(1)
    at(1)
    expect(await (await boards.allTime()).score('ada')).toBe(11)
  })

  it('ends where the tie clock has no room for another day', async () => {
    // 2^18 seconds are three days.
    const { boards, at } = fresh({ ties: earlierWins({ bits: 18, resolutionMs: 1000 }), keepDays: 8 })
    for (let day = 0; day < 3; day++) {
      at(day, 23)
      await boards.increment('ada', 1)
      expect(await (await boards.allTime()).score('ada')).toBe(day + 1)
    }
    at(3)
    await boards.increment('ada', 1)
    await expect(boards.allTime()).rejects.toThrow('the sums of all time do not fit the tie clock')
  })
})
