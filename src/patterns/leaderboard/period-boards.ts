import { timeArgument } from '../_kit/clock.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { type Board, type LeaderboardOptions, resolveBoard } from './board.js'
import { type Calendar, calendar, DAY_MS, dayName } from './calendar.js'
import { dayClock, mergedClock, type PeriodOptions } from './period-options.js'
import type { OtherDay } from './scripts.js'
import type { MemberKind, MemberOf } from './types.js'
import { LeaderboardView } from './view.js'

/** What the boards of one name have in common: their keys, clocks and expiries. */
export class PeriodBoards<Kind extends MemberKind> {
  readonly calendar: Calendar

  constructor(
    readonly redis: RedisLike,
    readonly options: PeriodOptions<Kind>,
  ) {
    this.calendar = calendar(options.utcOffsetMinutes ?? 0)
  }

  today(): number {
    return this.calendar.dayOf((this.options.now ?? Date.now)())
  }

  dayOptions(day: number): LeaderboardOptions<Kind> {
    const { ties, aggregate, ...common } = this.options
    return {
      ...common,
      ties: ties && dayClock(ties, aggregate, this.calendar.startOf(day)),
      part: dayName(day),
      expireAtMs: this.expiryAfter(day),
    }
  }

  /** Writes to the board of the current day. Which one it is, is up to the server's clock. */
  async write<Reply>(
    act: (board: Board<MemberOf<Kind>>, dayStartMs: number) => Promise<Reply | OtherDay>,
  ): Promise<Reply> {
    return this.onServersDay((day) =>
      act(resolveBoard(this.redis, this.dayOptions(day)), this.calendar.startOf(day)),
    )
  }

  merged(part: string): LeaderboardView<Kind> {
    const { ties, aggregate, ...common } = this.options
    return new LeaderboardView(this.redis, { ...common, ties: ties && mergedClock(ties, aggregate), part })
  }

  key(part: string): string {
    return keyBuilder(this.options)(part)
  }

  dayKeys(firstDay: number, count: number): string[] {
    return Array.from({ length: count }, (_, index) => this.key(dayName(firstDay + index)))
  }

  /** When the board of that day, or of a period that ends with it, is deleted. */
  expiryAfter(day: number): number {
    return this.calendar.startOf(day + 1) + this.options.keepDays * DAY_MS
  }

  /** What both merging scripts ask for. Sums with ticks in them must stay exact: below 2^53. */
  get mergeArguments() {
    const { aggregate, ties, now } = this.options
    const largest = ties && aggregate === 'sum' ? Number.MAX_SAFE_INTEGER : ''
    return { aggregate: aggregate.toUpperCase(), largest, now: timeArgument(now) } as const
  }

  /** Tries the app's day. When the server says that it is another one, tries that. */
  async onServersDay<Reply>(
    act: (day: number) => Promise<Reply | OtherDay>,
    day = this.today(),
  ): Promise<Reply> {
    const reply = await act(day)
    return isOtherDay(reply) ? this.onServersDay(act, this.calendar.dayOf(reply.serverMs)) : reply
  }

  noRoom(what: string): RangeError {
    const { ties } = this.options
    return new RangeError(
      `the sums of ${what} do not fit the tie clock (${ties?.bits} bits, ${ties?.resolutionMs} ms a tick): more days need more bits or longer ticks, larger scores need fewer bits`,
    )
  }
}

function isOtherDay(reply: unknown): reply is OtherDay {
  return typeof reply === 'object' && reply !== null && 'serverMs' in reply
}
