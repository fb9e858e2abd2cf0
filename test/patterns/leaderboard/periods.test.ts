import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  DaysLostError,
  earlierWins,
  PeriodLeaderboards,
  type PeriodOptions,
} from '../../../src/patterns/leaderboard/index.js'
import { freshName, onAnyServer, onEveryServer } from '../support/servers.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONDAY = Date.UTC(2026, 10, 23)

onEveryServer('boards of days', (redis) => {
  /** Boards with a clock that stands at Monday, 2026-11-23, 00:00 UTC, until it is set. */
  const fresh = (options: Partial<PeriodOptions> = {}) => {
    const clock = { ms: MONDAY }
    const name = freshName()
    const boards = new PeriodLeaderboards(redis(), {
      name,
      aggregate: 'sum',
      keepDays: 8,
      now: () => clock.ms,
      ...options,
    })
    const at = (days: number, hours = 0) => (clock.ms = MONDAY + days * DAY + hours * HOUR)
    return { boards, at, name }
  }

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

  describe('all time', () => {
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
})

onAnyServer("a day by the server's clock", (redis) => {
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

describe('the options of boards of days', () => {
  const make = (options: object) => () =>
    new PeriodLeaderboards(undefined as never, { name: 'a', aggregate: 'sum', keepDays: 8, ...options })

  it.each([
    [{ name: '' }, 'name must be text'],
    [{ aggregate: 'avg' }, "aggregate must be 'sum' or 'max' or 'min'; got avg"],
    [{ aggregate: 'min' }, "with order 'desc' aggregate must be 'sum' or 'max'; got min"],
    [{ aggregate: 'max', order: 'asc' }, "with order 'asc' aggregate must be 'sum' or 'min'; got max"],
    [{ keepDays: 0 }, 'keepDays must be a whole number, 1 or more'],
    [{ utcOffsetMinutes: 900 }, 'utcOffsetMinutes must be a whole number, from -840 to 840'],
    [{ ties: earlierWins({ bits: 16 }) }, 'do not hold one day of ticks'],
  ])('%o are refused', (options, message) => {
    expect(make(options)).toThrow(TypeError)
    expect(make(options)).toThrow(message)
  })

  it('refuse a moment that is none', () => {
    const boards = make({})()
    expect(() => boards.day(Number.NaN)).toThrow('a moment must be a valid Date or milliseconds since 1970')
    expect(() => boards.period('week', new Date('never'))).toThrow(TypeError)
  })
})
