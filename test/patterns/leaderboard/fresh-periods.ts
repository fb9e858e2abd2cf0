import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { PeriodLeaderboards, type PeriodOptions } from '../../../src/patterns/leaderboard/index.js'
import { freshName } from '../support/servers.js'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const MONDAY = Date.UTC(2026, 10, 23)

/** Boards with a clock that stands at Monday, 2026-11-23, 00:00 UTC, until it is set. */
export function freshPeriods(redis: RedisLike, options: Partial<PeriodOptions>) {
  const clock = { ms: MONDAY }
  const name = freshName()
  const now = () => clock.ms
  const boards = new PeriodLeaderboards(redis, { name, aggregate: 'sum', keepDays: 8, now, ...options })
  const at = (days: number, hours = 0) => (clock.ms = MONDAY + days * DAY + hours * HOUR)
  return { boards, at, name }
}
