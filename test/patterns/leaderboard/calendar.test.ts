import { describe, expect, it } from 'vitest'
import { calendar, dayName, periodOf } from '../../../src/patterns/leaderboard/calendar.js'

const utc = calendar(0)
const dayOf = (text: string) => utc.dayOf(Date.parse(text))

describe('the days of an offset', () => {
  it.each([
    [0, '2026-11-23T23:59:59.999Z', '2026-11-23'],
    [0, '2026-11-24T00:00:00.000Z', '2026-11-24'],
    [60, '2026-11-23T22:59:59.999Z', '2026-11-23'],
    [60, '2026-11-23T23:00:00.000Z', '2026-11-24'],
    [-480, '2026-11-23T07:59:59.999Z', '2026-11-22'],
    [0, '1969-12-31T23:59:59.999Z', '1969-12-31'],
  ])('with %i minutes %s is on %s', (offset, moment, name) => {
    const days = calendar(offset)
    const day = days.dayOf(Date.parse(moment))
    expect(dayName(day)).toBe(name)
    expect(days.dayOf(days.startOf(day))).toBe(day)
    expect(days.dayOf(days.startOf(day) - 1)).toBe(day - 1)
  })
})

describe('weeks', () => {
  it.each([
    ['2026-11-23', '2026-W48', '2026-11-23'],
    ['2026-11-29', '2026-W48', '2026-11-23'],
    ['2027-01-03', '2026-W53', '2026-12-28'],
    ['2024-12-30', '2025-W01', '2024-12-30'],
    ['2021-01-01', '2020-W53', '2020-12-28'],
    ['1969-12-29', '1970-W01', '1969-12-29'],
    ['1969-12-28', '1969-W52', '1969-12-22'],
  ])('%s is in %s, which starts on %s', (date, name, monday) => {
    expect(periodOf('week', dayOf(date))).toEqual({ name, firstDay: dayOf(monday), days: 7 })
  })
})

describe('months', () => {
  it.each([
    ['2026-11-30', '2026-11', '2026-11-01', 30],
    ['2024-02-29', '2024-02', '2024-02-01', 29],
    ['2026-12-31', '2026-12', '2026-12-01', 31],
  ])('%s is in %s, which starts on %s and has %i days', (date, name, first, days) => {
    expect(periodOf('month', dayOf(date))).toEqual({ name, firstDay: dayOf(first), days })
  })
})
