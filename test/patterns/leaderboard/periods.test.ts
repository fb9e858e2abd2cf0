import { afterEach, expect, it, vi } from 'vitest'
import { PeriodLeaderboards, type PeriodOptions } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onEveryServer, onRealServer } from '../support/servers.js'
import { DAY, freshPeriods, HOUR, MONDAY } from './fresh-periods.js'

onEveryServer('boards of days', (redis) => {
  const fresh = (options: Partial<PeriodOptions> = {}) => freshPeriods(redis(), options)

  it('are written on the current day', async () => {
    const { boards, at, name } = fresh()
    expect(await boards.increment('ada', 10)).toBe(10)
    expect(await boards.submit('mia', 5, { keep: 'best' })).toBe(true)
    at(1)
    expect(await boards.incrementMany([{ member: 'ada', by: 7 }])).toEqual([7])
    expect(await boards.submitMany([{ member: 'mia', score: 3 }], { keep: 'latest' })).toBe(1)
    expect(boards.today().key).toBe(`{${name}}:2026-11-24`)
    expect(await boards.today().top(2)).toEqual([
      { member: 'ada', score: 7, rank: 0 },
      { member: 'mia', score: 3, rank: 1 },
    ])
    expect(await boards.day(MONDAY).score('ada')).toBe(10)
  })

  it('expire keepDays after their day, by an expiry that every write sets', async () => {
    const { boards, at } = fresh({ keepDays: 3 })
    at(0, 18)
    await boards.increment('ada', 1)
    const ttl = async () => Number(await redis().pttl(boards.today().key)) / HOUR
    // Six hours of the day are left.
    expect(await ttl()).toBeCloseTo(3 * 24 + 6, 1)
    await redis().persist(boards.today().key)
    await boards.today().submit('mia', 1, { keep: 'best' })
    expect(await ttl()).toBeCloseTo(3 * 24 + 6, 1)
  })

  it('start at midnight of their offset', async () => {
    const { boards, at, name } = fresh({ utcOffsetMinutes: 330 })
    at(0, 18.5)
    await boards.increment('ada', 1)
    expect(boards.today().key).toBe(`{${name}}:2026-11-24`)
    expect(await boards.day(MONDAY + 18.5 * HOUR - 1).count()).toBe(0)
    expect(await boards.day(MONDAY + 18.5 * HOUR).count()).toBe(1)
  })

  it('are summed into their week, which expires keepDays after it', async () => {
    const { boards, at, name } = fresh()
    for (let day = 0; day < 8; day++) {
      at(day)
      await boards.increment('ada', 2 ** day)
    }
    await boards.increment('mia', 1)
    const week = await boards.rollUp('week', MONDAY)
    expect(week.key).toBe(`{${name}}:2026-W48`)
    expect(await week.top(10)).toEqual([{ member: 'ada', score: 127, rank: 0 }])
    const ttl = Number(await redis().pttl(week.key)) / DAY
    expect(ttl).toBeCloseTo(8, 1)
    expect(await (await boards.rollUp('week')).top(1)).toEqual([{ member: 'ada', score: 128, rank: 0 }])
    expect(await boards.period('week', MONDAY).score('ada')).toBe(127)
  })

  it('are summed into their month', async () => {
    const { boards, at, name } = fresh({ keepDays: 31 })
    await boards.increment('ada', 1)
    at(7)
    await boards.increment('ada', 10)
    at(8)
    await boards.increment('ada', 100)
    const november = await boards.rollUp('month', MONDAY)
    expect(november.key).toBe(`{${name}}:2026-11`)
    expect(await november.score('ada')).toBe(11)
    expect(await (await boards.rollUp('month')).score('ada')).toBe(100)
  })

  it.each([
    ['max', 'desc', 9, 'mia'],
    ['min', 'asc', 2, 'ada'],
  ] as const)('keep the best of their days with aggregate %s', async (aggregate, order, best, leader) => {
    const { boards, at } = fresh({ aggregate, order })
    await boards.submitMany(
      [
        { member: 'ada', score: 5 },
        { member: 'mia', score: 4 },
      ],
      { keep: 'best' },
    )
    at(1)
    await boards.submitMany(
      [
        { member: 'ada', score: 2 },
        { member: 'mia', score: 9 },
      ],
      { keep: 'best' },
    )
    const week = await boards.rollUp('week')
    expect((await week.top(1))[0]).toEqual({ member: leader, score: best, rank: 0 })
  })

  it('merge to an empty board when nobody played', async () => {
    const { boards } = fresh()
    expect(await (await boards.rollUp('week')).count()).toBe(0)
    expect(await (await boards.allTime()).count()).toBe(0)
  })

  it('are not merged once the oldest of them is no longer kept, so that a good board is not lost', async () => {
    const { boards, at } = fresh()
    await boards.increment('ada', 1)
    await boards.rollUp('week')
    at(8, 24 - 0.001)
    await boards.rollUp('week', MONDAY)
    at(9)
    await expect(boards.rollUp('week', MONDAY)).rejects.toThrow(
      '2026-W48 cannot be merged any more: 2026-11-23 was kept for 8 days',
    )
    await expect(boards.rollUp('week', MONDAY)).rejects.toThrow(RangeError)
    expect(await boards.period('week', MONDAY).score('ada')).toBe(1)
  })
})

// The server in process has the app's clock, so only a genuine one can be on another day.
onRealServer("a day by the server's clock", (redis) => {
  afterEach(() => void vi.restoreAllMocks())

  it.each([-3, 3])('is found by an app whose clock is %i days off', async (days) => {
    const options = { name: freshName(), aggregate: 'sum', keepDays: 8 } as const
    const right = new PeriodLeaderboards(redis(), options).today()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + days * DAY)
    const boards = new PeriodLeaderboards(redis(), options)
    expect(boards.today().key).not.toBe(right.key)
    expect(await boards.increment('ada', 5)).toBe(5)
    expect(await boards.submit('mia', 3, { keep: 'best' })).toBe(true)
    expect(await right.count()).toBe(2)
    expect(await boards.today().count()).toBe(0)
    expect(await (await boards.allTime()).score('ada')).toBe(5)
  })
})
