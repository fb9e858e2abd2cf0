import { describe, expect, it } from 'vitest'
import { earlierWins, PeriodLeaderboards } from '../../../src/patterns/leaderboard/index.js'

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
