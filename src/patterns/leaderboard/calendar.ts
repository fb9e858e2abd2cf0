export const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Days of some offset from UTC, counted from 1970-01-01. */
export interface Calendar {
  dayOf(ms: number): number
  startOf(day: number): number
}

/** A run of days with a name: `2026-W47`, `2026-11`. */
export interface Period {
  name: string
  firstDay: number
  days: number
}

/** Weeks are ISO 8601 weeks, from Monday: `2026-W48`. Months are as in the calendar: `2026-11`. */
export type PeriodUnit = 'week' | 'month'

export function calendar(utcOffsetMinutes: number): Calendar {
  const offsetMs = utcOffsetMinutes * MINUTE_MS
  return {
    dayOf: (ms) => Math.floor((ms + offsetMs) / DAY_MS),
    startOf: (day) => day * DAY_MS - offsetMs,
  }
}

/** `2026-11-23` */
export function dayName(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The week or month that the day is in. */
export function periodOf(unit: PeriodUnit, day: number): Period {
  return unit === 'week' ? weekOf(day) : monthOf(day)
}

/** ISO 8601: weeks start on Monday, and a week belongs to the year that its Thursday is in. */
function weekOf(day: number): Period {
  // Day 0, 1970-01-01, was a Thursday.
  const monday = day - ((((day + 3) % 7) + 7) % 7)
  const year = new Date((monday + 3) * DAY_MS).getUTCFullYear()
  const week = 1 + Math.floor((monday + 3 - dayNumber(year, 0)) / 7)
  return { name: `${year}-W${twoDigits(week)}`, firstDay: monday, days: 7 }
}

function monthOf(day: number): Period {
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const firstDay = dayNumber(year, month)
  return { name: `${year}-${twoDigits(month + 1)}`, firstDay, days: dayNumber(year, month + 1) - firstDay }
}

function dayNumber(year: number, month: number): number {
  return Date.UTC(year, month) / DAY_MS
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
