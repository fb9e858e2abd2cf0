import type { RedisLike } from '../_kit/redis-like.js'
import { allTime } from './all-time.js'
import { periodOf, type PeriodUnit } from './calendar.js'
import { Leaderboard } from './leaderboard.js'
import { PeriodBoards } from './period-boards.js'
import { checkPeriodOptions, type PeriodOptions } from './period-options.js'
import { rollUp } from './roll-up.js'
import type { Increment, Keep, MemberKind, MemberOf, NewScore } from './types.js'
import type { LeaderboardView } from './view.js'
import { incrementScores, submitScores } from './write.js'

/** A moment: a `Date`, or milliseconds since 1970. */
export type Moment = Date | number

/**
 * A board for every day, and from them the boards of weeks, months and all time.
 *
 * A day's board lives `keepDays` after its day; every write sets that expiry in the same step. All keys of one
 * name share a cluster slot: `{name}:2026-11-23`, `{name}:2026-W48`, `{name}:2026-11`, `{name}:all-time`,
 * `{name}:archive`, `{name}:folded`.
 *
 * `submit`, `submitMany`, `increment` and `incrementMany` write to the current day. Which day that is, the Redis
 * server's clock decides (or `now`, when given), so that app servers whose clocks differ use the same board.
 *
 * Ties. With `aggregate: 'max'` (or `'min'`) a merged board keeps each member's best score of a day and the
 * earliest time at which a day's board had it; of equal scores the earlier time ranks better.
 * With `'sum'` each day measures the time from its own start, and the sum of the scores carries the sum of these
 * times: of equal sums the smaller sum of times ranks better, as in a stage race. There must be room for it: days
 * merged × ticks per day may not exceed `2^bits` (3,106 days at the default 28 bits and 1 s), and every sum of
 * scores, also a running one, must fit the tie clock.
 *
 * @example
 * ```ts
 * import { PeriodLeaderboards } from 'redis-patterns/leaderboard'
 *
 * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
 * await boards.increment('ada', 100) // -> 100
 * await boards.increment('ada', 50) // -> 150
 * const week = await boards.rollUp('week')
 * await week.top(10) // -> [{ member: 'ada', score: 150, rank: 0 }]
 * ```
 */
export class PeriodLeaderboards<Kind extends MemberKind = 'text'> {
  readonly #boards: PeriodBoards<Kind>

  /**
   * Sends nothing. The client stays the caller's: it is neither configured nor closed.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: PeriodOptions<Kind>) {
    checkPeriodOptions(options)
    this.#boards = new PeriodBoards(redis, options)
    this.today() // Checks what the options have in common with a board's.
  }

  /**
   * The board of the current day by the app's clock (or `now`). For writing prefer `submit` and `increment`,
   * which ask the server's clock. Sends nothing.
   *
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
   * await boards.increment('ada', 100)
   * await boards.today().score('ada') // -> 100
   * ```
   */
  today(): Leaderboard<Kind> {
    return this.#ofDay(this.#boards.today())
  }

  /**
   * The board of the day that the moment is in. What is written to a day after it was folded into the archive
   * does not reach `allTime`. Sends nothing.
   *
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
   * boards.day(new Date('2026-11-23T12:00:00Z')).key // -> '{arena}:2026-11-23'
   * ```
   */
  day(moment: Moment): Leaderboard<Kind> {
    return this.#ofDay(this.#dayOf(moment))
  }

  /**
   * As `Leaderboard.submit`, to the current day. One EVALSHA; a second one when the app's clock is on another
   * day than the server's.
   *
   * @throws {TypeError | RangeError} as `Leaderboard.submit`.
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'max', keepDays: 8 })
   * await boards.submit('ada', 100, { keep: 'best' }) // -> true
   * ```
   */
  async submit(member: MemberOf<Kind>, score: number, options: { keep: Keep }): Promise<boolean> {
    return (await this.submitMany([{ member, score }], options)) > 0
  }

  /**
   * As `Leaderboard.submitMany`, to the current day. One EVALSHA, seldom two.
   *
   * @throws {TypeError | RangeError} as `Leaderboard.submitMany`.
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'max', keepDays: 8 })
   * await boards.submitMany([{ member: 'ada', score: 100 }, { member: 'grace', score: 90 }], { keep: 'best' }) // -> 2
   * ```
   */
  async submitMany(entries: readonly NewScore<MemberOf<Kind>>[], { keep }: { keep: Keep }): Promise<number> {
    return this.#boards.write((board, dayStartMs) => submitScores(board, entries, keep, dayStartMs))
  }

  /**
   * As `Leaderboard.increment`, to the current day. One EVALSHA, seldom two.
   *
   * @throws {TypeError | RangeError} as `Leaderboard.increment`.
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
   * await boards.increment('ada', 100) // -> 100
   * ```
   */
  async increment(member: MemberOf<Kind>, by: number): Promise<number> {
    return (await this.incrementMany([{ member, by }]))[0] as number
  }

  /**
   * As `Leaderboard.incrementMany`, to the current day. One EVALSHA, seldom two.
   *
   * @throws {TypeError | RangeError} as `Leaderboard.incrementMany`.
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
   * await boards.incrementMany([{ member: 'ada', by: 100 }, { member: 'grace', by: 90 }]) // -> [100, 90]
   * ```
   */
  async incrementMany(increments: readonly Increment<MemberOf<Kind>>[]): Promise<number[]> {
    return this.#boards.write((board, dayStartMs) => incrementScores(board, increments, dayStartMs))
  }

  /**
   * Merges the days of the week (ISO 8601, from Monday) or month that the moment is in, as they are now, and
   * answers the merged board, which lives `keepDays` after the period. Merge again to see later scores.
   * One EVALSHA around one ZUNIONSTORE: O(N log N) for N entries.
   *
   * @param moment Default: now, by the app's clock.
   * @throws {RangeError} when a day of the period is no longer kept, or a tie clock has no room for the sums.
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 31 })
   * await boards.increment('ada', 100)
   * const month = await boards.rollUp('month')
   * await month.score('ada') // -> 100
   * ```
   */
  async rollUp(unit: PeriodUnit, moment?: Moment): Promise<LeaderboardView<Kind>> {
    const day = moment === undefined ? this.#boards.today() : this.#dayOf(moment)
    return rollUp(this.#boards, periodOf(unit, day))
  }

  /**
   * The board that `rollUp` wrote last for the week or month that the moment is in. Sends nothing.
   *
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
   * boards.period('week', new Date('2026-11-23T12:00:00Z')).key // -> '{arena}:2026-W48'
   * ```
   */
  period(unit: PeriodUnit, moment: Moment): LeaderboardView<Kind> {
    return this.#boards.merged(periodOf(unit, this.#dayOf(moment)).name)
  }

  /**
   * Folds the days that are over into an archive, each exactly once, and merges the archive with today into the
   * board that it answers, which lives `keepDays`. Call it again to see later scores, and at least once every
   * `keepDays` days: what expires before it was folded is lost. The archive begins with the days that are still
   * kept at the first call. One EVALSHA, seldom two: O(N log N) for N entries.
   *
   * @param options `acceptLoss`: go on although days may have been lost.
   * @throws {DaysLostError} when days expired since the last call; nothing was changed.
   * @throws {RangeError} when a tie clock has no room for the sums; nothing was folded.
   * @example
   * ```ts
   * const boards = new PeriodLeaderboards(redis, { name: 'arena', aggregate: 'sum', keepDays: 8 })
   * await boards.increment('ada', 100)
   * const ever = await boards.allTime()
   * await ever.score('ada') // -> 100
   * ```
   */
  async allTime({ acceptLoss = false }: { acceptLoss?: boolean } = {}): Promise<LeaderboardView<Kind>> {
    return allTime(this.#boards, acceptLoss)
  }

  #ofDay(day: number): Leaderboard<Kind> {
    return new Leaderboard(this.#boards.redis, this.#boards.dayOptions(day))
  }

  #dayOf(moment: Moment): number {
    const ms = Number(moment)
    if (Number.isFinite(ms)) return this.#boards.calendar.dayOf(ms)
    throw new TypeError(`a moment must be a valid Date or milliseconds since 1970; got ${String(moment)}`)
  }
}
