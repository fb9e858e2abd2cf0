export type { Now } from '../_kit/clock.js'
export { PatternError } from '../_kit/errors.js'
export type { RedisLike } from '../_kit/redis-like.js'
export type { LeaderboardOptions } from './board.js'
export type { PeriodUnit } from './calendar.js'
export { DaysLostError } from './days-lost-error.js'
export { Leaderboard } from './leaderboard.js'
export type { Aggregate, PeriodOptions } from './period-options.js'
export { type Moment, PeriodLeaderboards } from './periods.js'
export { earlierWins, type TieClock, type TieClockOptions } from './tie-clock.js'
export type {
  Entry,
  Increment,
  Keep,
  MemberKind,
  MemberOf,
  NewScore,
  Order,
  Page,
  ScoreRange,
  Standing,
} from './types.js'
export { LeaderboardView } from './view.js'
