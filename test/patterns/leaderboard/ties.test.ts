import { describe, expect, it } from 'vitest'
import { earlierWins, Leaderboard, type TieClock } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onEveryServer } from '../support/servers.js'

const EPOCH = Date.UTC(2026, 0, 5)
const SECOND = 1000

onEveryServer('a leaderboard on which the earlier score wins a tie', (redis) => {
  /** A board and a clock that stands until it is set. */
  const fresh = (order: 'desc' | 'asc', ties: TieClock = earlierWins({ epochMs: EPOCH })) => {
    const clock = { ms: EPOCH }
    const board = new Leaderboard(redis(), { name: freshName(), order, ties, now: () => clock.ms })
    const at = async (seconds: number, member: string, score: number) => {
      clock.ms = EPOCH + seconds * SECOND
      return board.submit(member, score, { keep: 'latest' })
    }
    const members = async () => (await board.top(10)).map((entry) => entry.member)
    return { board, clock, at, members }
  }

  it.each(['desc', 'asc'] as const)(
    'ranks equal scores by time and all others by score, %s',
    async (order) => {
      const { at, members } = fresh(order)
      await at(30, 'zoe', 100)
      await at(20, 'ada', 100)
      await at(10, 'low', -5)
      await at(40, 'high', 101)
      await at(25, 'mia', 100)
      const ties = ['ada', 'mia', 'zoe']
      expect(await members()).toEqual(order === 'desc' ? ['high', ...ties, 'low'] : ['low', ...ties, 'high'])
    },
  )

  it('gives scores back as they were, with the time at which they were reached', async () => {
    const { board, at } = fresh('desc')
    await at(61.5, 'ada', -7)
    expect(await board.score('ada')).toBe(-7)
    expect(await board.top(1)).toEqual([
      { member: 'ada', score: -7, rank: 0, reachedAtMs: EPOCH + 61 * SECOND },
    ])
    expect(await board.entry('ada')).toMatchObject({ score: -7, reachedAtMs: EPOCH + 61 * SECOND })
  })

  it.each(['desc', 'asc'] as const)('reads 0 as 0, not as -0, %s', async (order) => {
    const { board, at } = fresh(order)
    await at(10, 'ada', 0)
    expect(await board.score('ada')).toBe(0)
    expect(await board.increment('ada', 0)).toBe(0)
  })

  it('keeps the earlier time when an equal score is sent again', async () => {
    const { board, at, members } = fresh('desc')
    await at(10, 'ada', 100)
    await at(20, 'mia', 100)
    expect(await at(30, 'ada', 100)).toBe(false)
    expect(await board.submit('ada', 100, { keep: 'best' })).toBe(false)
    expect(await board.increment('ada', 0)).toBe(100)
    expect(await members()).toEqual(['ada', 'mia'])
  })

  it('takes the time of the present score, not of an earlier visit to it', async () => {
    const { at, members } = fresh('desc')
    await at(10, 'ada', 100)
    await at(20, 'mia', 100)
    await at(30, 'ada', 50)
    await at(40, 'ada', 100)
    expect(await members()).toEqual(['mia', 'ada'])
  })

  it('keeps the better score with keep best', async () => {
    const { board, at } = fresh('desc')
    await at(10, 'ada', 100)
    expect(await board.submit('ada', 99, { keep: 'best' })).toBe(false)
    expect(await board.submit('ada', 101, { keep: 'best' })).toBe(true)
    const scores = [102, 104, 103].map((score) => ({ member: 'ada', score }))
    expect(await board.submitMany(scores, { keep: 'best' })).toBe(2)
    expect(await board.score('ada')).toBe(104)
  })

  it.each(['desc', 'asc'] as const)('adds to scores, %s', async (order) => {
    const { board, clock } = fresh(order)
    clock.ms += 5 * SECOND
    expect(await board.increment('ada', -3)).toBe(-3)
    clock.ms += 5 * SECOND
    const increments = [
      { member: 'ada', by: 10 },
      { member: 'mia', by: 7 },
      { member: 'ada', by: 1 },
    ]
    expect(await board.incrementMany(increments)).toEqual([7, 7, 8])
    expect((await board.entry('ada'))?.reachedAtMs).toBe(EPOCH + 10 * SECOND)
  })

  it.each(['desc', 'asc'] as const)('counts scores in a range, whatever their times, %s', async (order) => {
    const { board, at } = fresh(order)
    for (const score of [-2, -1, 0, 1, 2]) await at(100 + score, `m${score}`, score)
    expect(await board.count({ min: -1, max: 1 })).toBe(3)
    expect(await board.count({ min: -1.5, max: 1.5 })).toBe(3)
    expect(await board.count({ min: 0 })).toBe(3)
    expect(await board.count({ max: -1 })).toBe(2)
    expect(await board.count()).toBe(5)
  })

  it.each(['desc', 'asc'] as const)('is exact at the ends of its range, %s', async (order) => {
    for (const bits of [1, 17, 28, 40, 52]) {
      const ties = earlierWins({ epochMs: EPOCH, bits, resolutionMs: 1 })
      const { board, clock } = fresh(order, ties)
      for (const score of new Set([ties.maxScore, -ties.maxScore, 0])) {
        clock.ms = EPOCH + ties.lastTick
        await board.submit(`late ${score}`, score, { keep: 'best' })
        clock.ms = EPOCH
        await board.submit(`early ${score}`, score, { keep: 'best' })
        expect(await board.entry(`late ${score}`)).toMatchObject({
          score,
          reachedAtMs: EPOCH + ties.lastTick,
        })
        expect(await board.entry(`early ${score}`)).toMatchObject({ score, reachedAtMs: EPOCH })
        const [early, late] = [await board.rank(`early ${score}`), await board.rank(`late ${score}`)]
        expect(early).toBe((late ?? 0) - 1)
      }
    }
  })

  it('counts a time before the epoch as the epoch and one after the span as its last tick', async () => {
    const { board, at } = fresh('desc', earlierWins({ epochMs: EPOCH, bits: 4 }))
    await at(-100, 'before', 1)
    await at(1000, 'after', 1)
    expect((await board.entry('before'))?.reachedAtMs).toBe(EPOCH)
    expect((await board.entry('after'))?.reachedAtMs).toBe(EPOCH + 15 * SECOND)
  })

  it('refuses a score that would not be exact', async () => {
    const { board } = fresh('desc')
    for (const score of [33_554_432, -33_554_432, 0.5, Number.NaN]) {
      await expect(board.submit('ada', score, { keep: 'best' })).rejects.toThrow(RangeError)
    }
    await expect(board.submit('ada', 0.5, { keep: 'best' })).rejects.toThrow(
      'a score must be a whole number from -33554431 to 33554431; got 0.5',
    )
  })

  it('refuses an increment whose sum does not fit, before anything is written', async () => {
    const { board, at } = fresh('desc')
    await at(0, 'ada', 33_554_431)
    await expect(board.increment('ada', 1)).rejects.toThrow(RangeError)
    const increments = [
      { member: 'mia', by: 1 },
      { member: 'ada', by: 1 },
    ]
    await expect(board.incrementMany(increments)).rejects.toThrow("the sum of ada's score and 1")
    expect(await board.score('ada')).toBe(33_554_431)
    expect(await board.count()).toBe(1)
    expect(await board.increment('ada', -1)).toBe(33_554_430)
  })

  it("takes the server's time when it is given no clock", async () => {
    const board = new Leaderboard(redis(), {
      name: freshName(),
      ties: earlierWins({ resolutionMs: 1, bits: 40 }),
    })
    const serverMs = async () => {
      const [seconds, micros] = await redis().time()
      return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000)
    }
    // On a cluster the node of the board and the one that is asked are on one machine.
    const before = await serverMs()
    await board.submit('ada', 1, { keep: 'best' })
    await board.increment('mia', 1)
    const after = await serverMs()
    for (const { reachedAtMs } of await board.top(2)) {
      expect(reachedAtMs).toBeGreaterThanOrEqual(before)
      expect(reachedAtMs).toBeLessThanOrEqual(after)
    }
  })

  it('trims, pages and removes as any other board', async () => {
    const { board, at } = fresh('desc')
    for (const [index, member] of ['a', 'b', 'c', 'd'].entries()) await at(index, member, 5)
    expect((await board.page(2, 3)).entries).toEqual([
      { member: 'd', score: 5, rank: 3, reachedAtMs: EPOCH + 3 * SECOND },
    ])
    expect(await board.trim(2)).toBe(2)
    expect(await board.remove('a')).toBe(1)
    expect((await board.around('b', 3)).map((entry) => entry.member)).toEqual(['b'])
  })
})

describe('earlierWins', () => {
  it('has the spans and largest scores of its table', () => {
    const DAY = 86_400
    const table = [
      { bits: 17, days: 1.5, maxScore: 68_719_476_735 },
      { bits: 22, days: 48.5, maxScore: 2_147_483_647 },
      { bits: 25, days: 388, maxScore: 268_435_455 },
      { bits: 28, days: 8.5 * 365.25, maxScore: 33_554_431 },
      { bits: 31, days: 68 * 365.25, maxScore: 4_194_303 },
      { bits: 37, days: 4355 * 365.25, maxScore: 65_535 },
    ]
    for (const { bits, days, maxScore } of table) {
      const clock = earlierWins({ bits })
      expect(clock.maxScore).toBe(maxScore)
      expect((clock.lastTick + 1) / DAY / days).toBeCloseTo(1, 1)
    }
  })

  it.each([
    [{ bits: 0 }, 'bits must be a whole number, from 1 to 52'],
    [{ bits: 53 }, 'bits must be'],
    [{ resolutionMs: 0 }, 'resolutionMs must be'],
    [{ epochMs: 1.5 }, 'epochMs must be'],
  ])('refuses %o', (options, message) => {
    expect(() => earlierWins(options)).toThrow(TypeError)
    expect(() => earlierWins(options)).toThrow(message)
  })
})
