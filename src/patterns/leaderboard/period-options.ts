import { oneOf, wholeNumber } from '../_kit/check.js'
import type { LeaderboardOptions } from './board.js'
import { DAY_MS } from './calendar.js'
import type { TieClock } from './tie-clock.js'
import type { MemberKind } from './types.js'

/** How the scores of several days become one: their sum, the highest, or the lowest. */
export type Aggregate = 'sum' | 'max' | 'min'

/** Which boards they are and how they behave. Everyone who uses them must give the same options. */
export interface PeriodOptions<Kind extends MemberKind = 'text'> extends Omit<
  LeaderboardOptions<Kind>,
  'part' | 'expireAtMs'
> {
  /** `'max'` needs `order: 'desc'`, `'min'` needs `'asc'`: a merged board keeps the best. */
  aggregate: Aggregate
  /** How many days the board of a day lives after its day: 7 for weeks, 31 for months; at least 1. */
  keepDays: number
  /** When the days start: 0 (the default) for midnight UTC, 60 for UTC+01:00. From -840 to 840. */
  utcOffsetMinutes?: number
}

/** @throws {TypeError} when an option is not what it should be. */
export function checkPeriodOptions<Kind extends MemberKind>(options: PeriodOptions<Kind>): void {
  const { aggregate, order = 'desc', keepDays, utcOffsetMinutes = 0, ties } = options
  oneOf(aggregate, 'aggregate', ['sum', 'max', 'min'])
  wholeNumber(keepDays, 'keepDays', 1)
  wholeNumber(utcOffsetMinutes, 'utcOffsetMinutes', -840, 840)
  const best = order === 'desc' ? 'max' : 'min'
  if (aggregate !== 'sum') oneOf<string>(aggregate, `with order '${order}' aggregate`, ['sum', best])
  if (ties && aggregate === 'sum' && mostDays(ties) < 1) {
    throw new TypeError(
      `the tie clock's ${ties.bits} bits do not hold one day of ticks: pass more bits or a larger resolutionMs`,
    )
  }
}

/**
 * A day measures its ticks from its own start when days are summed, so that the sums of ticks stay small;
 * from the common epoch when the best is kept, so that ticks of different days compare.
 */
export function dayClock(ties: TieClock, aggregate: Aggregate, dayStartMs: number): TieClock {
  if (aggregate !== 'sum') return ties
  return { ...ties, epochMs: dayStartMs, lastTick: ticksPerDay(ties) - 1 }
}

export function mergedClock(ties: TieClock, aggregate: Aggregate): TieClock {
  return aggregate === 'sum' ? { ...ties, summed: true } : ties
}

/** How many days can be summed before their ticks would run into the scores. */
export function mostDays(ties: TieClock): number {
  return Math.floor(2 ** ties.bits / ticksPerDay(ties))
}

function ticksPerDay({ resolutionMs }: TieClock): number {
  return Math.ceil(DAY_MS / resolutionMs)
}
