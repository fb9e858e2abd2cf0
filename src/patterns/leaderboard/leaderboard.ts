import { wholeNumber } from '../_kit/check.js'
import type { Increment, Keep, MemberKind, MemberOf, NewScore } from './types.js'
import { LeaderboardView } from './view.js'
import { incrementPlainScore, incrementScores, isPlain, submitPlainScore, submitScores } from './write.js'

/**
 * A leaderboard in one sorted set: any number of writers, every operation one command and one round trip.
 *
 * Equal scores: by default as Redis orders them, by the bytes of the member: ascending with `order: 'asc'`,
 * descending with `'desc'`. With `ties: earlierWins()` the one that was reached first ranks better.
 * A board with a tie clock or an expiry is written by a script (EVALSHA, and EVAL once when the server does not
 * know it); any other by the plain commands named below.
 *
 * Source: sorted sets as the documentation of Redis proposes them for leaderboards.
 *
 * @example
 * ```ts
 * import { Leaderboard } from 'redis-patterns/leaderboard'
 *
 * const game = new Leaderboard(redis, { name: 'game', prefix: 'app:' })
 * await game.submit('ada', 1500, { keep: 'best' }) // -> true
 * await game.increment('ada', 100) // -> 1600
 * await game.top(10) // -> [{ member: 'ada', score: 1600, rank: 0 }]
 * ```
 */
export class Leaderboard<Kind extends MemberKind = 'text'> extends LeaderboardView<Kind> {
  /**
   * Sets a score, or keeps the better one. True when the board changed; an equal score changes nothing, and
   * keeps the time at which it was reached. One ZADD (CH, with GT or LT for `'best'`) or EVALSHA: O(log N).
   *
   * @param score A finite number; with a tie clock a whole number from `-maxScore` to `maxScore`.
   * @throws {TypeError | RangeError} when the score or the member is not of that kind.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submit('ada', 1500, { keep: 'best' }) // -> true
   * await game.submit('ada', 900, { keep: 'best' }) // -> false
   * await game.submit('ada', 900, { keep: 'latest' }) // -> true
   * ```
   */
  async submit(member: MemberOf<Kind>, score: number, { keep }: { keep: Keep }): Promise<boolean> {
    const changed = isPlain(this.board)
      ? await submitPlainScore(this.board, member, score, keep)
      : await submitScores(this.board, [{ member, score }], keep)
    return Number(changed) === 1
  }

  /**
   * Submits many scores, all or none. The number of scores that changed: they are taken one after the other, so
   * that a member named twice in one call counts for each time its score changes. One variadic ZADD or one
   * EVALSHA: O(M log N); nothing for no entries. The server does nothing else meanwhile: send some thousands at
   * a time, not millions.
   *
   * @throws {TypeError | RangeError} as `submit`; then none was written.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * const scores = [{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }]
   * await game.submitMany(scores, { keep: 'best' }) // -> 2
   * await game.submitMany(scores, { keep: 'best' }) // -> 0
   * ```
   */
  async submitMany(entries: readonly NewScore<MemberOf<Kind>>[], { keep }: { keep: Keep }): Promise<number> {
    return Number(await submitScores(this.board, entries, keep))
  }

  /**
   * Adds to a score, which starts at 0, and answers the new one. Any number of clients may add at the same time;
   * none of it is lost. Adding 0 keeps the time at which the score was reached. One ZINCRBY or EVALSHA: O(log N).
   *
   * @param by A finite number, below 0 to take away; with a tie clock a whole number.
   * @throws {RangeError} when a tie clock leaves no room for the sum; then nothing was written.
   * @throws {TypeError} when `by` or the member is not of that kind.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.increment('ada', 100) // -> 100
   * await game.increment('ada', -30) // -> 70
   * ```
   */
  async increment(member: MemberOf<Kind>, by: number): Promise<number> {
    if (isPlain(this.board)) return incrementPlainScore(this.board, member, by)
    return (await this.incrementMany([{ member, by }]))[0] as number
  }

  /**
   * Adds to many scores, all or none, one after the other; the new scores in that order. One EVALSHA:
   * O(M log N); nothing for no increments.
   *
   * @throws {TypeError | RangeError} as `increment`; then none was written.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.incrementMany([{ member: 'ada', by: 5 }, { member: 'grace', by: 7 }, { member: 'ada', by: 1 }]) // -> [5, 7, 6]
   * ```
   */
  async incrementMany(increments: readonly Increment<MemberOf<Kind>>[]): Promise<number[]> {
    return (await incrementScores(this.board, increments)) as number[]
  }

  /**
   * Removes members; the number of those that were there. One ZREM: O(M log N); nothing for no members.
   *
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submit('ada', 1500, { keep: 'best' })
   * await game.remove('ada', 'nobody') // -> 1
   * ```
   */
  async remove(...members: MemberOf<Kind>[]): Promise<number> {
    if (members.length === 0) return 0
    const { redis, codec } = this.board
    return Number(await redis.zrem(this.key, ...members.map((member) => codec.encode(member))))
  }

  /**
   * Keeps the best `count` and removes all others, so that the board does not grow for ever; the number of
   * removed. One ZREMRANGEBYRANK: O(log N + removed).
   *
   * @throws {TypeError} unless `count` is a whole number, 0 or more.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * await game.trim(1) // -> 1
   * await game.rank('ada') // -> null
   * ```
   */
  async trim(count: number): Promise<number> {
    const { redis, order } = this.board
    wholeNumber(count, 'count')
    const [first, last] = order === 'desc' ? [0, -count - 1] : [count, -1]
    return Number(await redis.zremrangebyrank(this.key, first, last))
  }
}
