import { wholeNumber } from '../_kit/check.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { type Board, type LeaderboardOptions, resolveBoard, toEntries } from './board.js'
import { parseScore } from './score-code.js'
import { entryScript, pageScript } from './scripts.js'
import type { Entry, MemberKind, MemberOf, Page, ScoreRange, Standing } from './types.js'

/**
 * A leaderboard for reading: the boards that are merged from others are this.
 * Ranks count from 0, the best. Every method is one command and one round trip.
 *
 * @example
 * ```ts
 * const game = new Leaderboard(redis, { name: 'game' })
 * await game.submit('ada', 1500, { keep: 'best' })
 * const shown = new LeaderboardView(redis, { name: 'game' })
 * await shown.rank('ada') // -> 0
 * ```
 */
export class LeaderboardView<Kind extends MemberKind = 'text'> {
  /** The sorted set. */
  readonly key: string
  /** @internal */
  protected readonly board: Board<MemberOf<Kind>>

  /**
   * Sends nothing. The client stays the caller's: it is neither configured nor closed.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: LeaderboardOptions<Kind>) {
    this.board = resolveBoard(redis, options)
    this.key = this.board.key
  }

  /**
   * The best `count` entries, the best first. One ZRANGE: O(log N + count).
   *
   * @throws {TypeError} unless `count` is a whole number, 1 or more.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * await game.top(1) // -> [{ member: 'grace', score: 2300, rank: 0 }]
   * ```
   */
  async top(count: number): Promise<Entry<MemberOf<Kind>>[]> {
    const { redis, order } = this.board
    const last = String(wholeNumber(count, 'count', 1) - 1)
    const rows =
      order === 'desc'
        ? await redis.zrangeBuffer(this.key, 0, last, 'REV', 'WITHSCORES')
        : await redis.zrangeBuffer(this.key, 0, last, 'WITHSCORES')
    return toEntries(this.board, rows, 0)
  }

  /**
   * Page `number`, from 1, of pages of `size` entries, with how many there are at that same moment.
   * A page beyond the last has no entries. One EVALSHA: O(log N + size).
   *
   * @throws {TypeError} unless both are whole numbers, 1 or more.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * await game.page(2, 1) // -> { entries: [{ member: 'ada', score: 1500, rank: 1 }], page: 2, pages: 2, total: 2 }
   * ```
   */
  async page(number: number, size: number): Promise<Page<MemberOf<Kind>>> {
    const { redis, order } = this.board
    const first = (wholeNumber(number, 'the page number', 1) - 1) * wholeNumber(size, 'the page size', 1)
    const keys = { board: this.key }
    const { total, rows } = await pageScript.run(redis, keys, { order, first, last: first + size - 1 })
    return {
      entries: toEntries(this.board, rows, first),
      page: number,
      pages: Math.ceil(total / size),
      total,
    }
  }

  /**
   * The member's rank, 0 for the best; null when it is not on the board. One ZREVRANK or ZRANK: O(log N).
   *
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * await game.rank('ada') // -> 1
   * ```
   */
  async rank(member: MemberOf<Kind>): Promise<number | null> {
    const { redis, order, codec } = this.board
    const name = codec.encode(member)
    const rank = order === 'desc' ? await redis.zrevrank(this.key, name) : await redis.zrank(this.key, name)
    return rank === null ? null : Number(rank)
  }

  /**
   * The member's score; null when it is not on the board. One ZSCORE: O(1).
   *
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submit('ada', 1500, { keep: 'best' })
   * await game.score('ada') // -> 1500
   * await game.score('nobody') // -> null
   * ```
   */
  async score(member: MemberOf<Kind>): Promise<number | null> {
    const { redis, codec, scores } = this.board
    const stored = await redis.zscore(this.key, codec.encode(member))
    return stored === null ? null : scores.read(parseScore(stored))
  }

  /**
   * The member's rank and score, how many are on the board, and up to `radius` neighbours on each side, all
   * from the same moment; null when the member is not on the board. One EVALSHA: O(log N + radius).
   *
   * @param options `radius`: 0 (the default) or more.
   * @throws {TypeError} unless the radius is a whole number, 0 or more.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * const ada = await game.entry('ada', { radius: 1 })
   * ada?.rank // -> 1
   * ada?.above // -> [{ member: 'grace', score: 2300, rank: 0 }]
   * ```
   */
  async entry(
    member: MemberOf<Kind>,
    { radius = 0 }: { radius?: number } = {},
  ): Promise<Standing<MemberOf<Kind>> | null> {
    const found = await this.#window(member, radius)
    if (found === null) return null
    const { total, entries, place } = found
    return {
      ...(entries[place] as Entry<MemberOf<Kind>>),
      total,
      above: entries.slice(0, place),
      below: entries.slice(place + 1),
    }
  }

  /**
   * The member and up to `radius` neighbours on each side, the best first; empty when the member is not on the
   * board. One EVALSHA: O(log N + radius).
   *
   * @throws {TypeError} unless the radius is a whole number, 0 or more.
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * const near = await game.around('ada', 5)
   * near.map((entry) => entry.member) // -> ['grace', 'ada']
   * ```
   */
  async around(member: MemberOf<Kind>, radius: number): Promise<Entry<MemberOf<Kind>>[]> {
    return (await this.#window(member, radius))?.entries ?? []
  }

  /**
   * How many members are on the board, or have a score in the range. One ZCARD: O(1), or ZCOUNT: O(log N).
   *
   * @example
   * ```ts
   * const game = new Leaderboard(redis, { name: 'game' })
   * await game.submitMany([{ member: 'ada', score: 1500 }, { member: 'grace', score: 2300 }], { keep: 'best' })
   * await game.count() // -> 2
   * await game.count({ min: 2000 }) // -> 1
   * ```
   */
  async count(range?: ScoreRange): Promise<number> {
    const { redis, scores } = this.board
    if (range === undefined) return Number(await redis.zcard(this.key))
    const { min = -Infinity, max = Infinity } = range
    return Number(await redis.zcount(this.key, ...scores.range(min, max)))
  }

  #window(member: MemberOf<Kind>, radius: number): Promise<Window<MemberOf<Kind>> | null> {
    const { redis, order, codec } = this.board
    wholeNumber(radius, 'the radius')
    const call = { order, member: codec.encode(member), radius }
    return entryScript.run(redis, { board: this.key }, call).then((found) => {
      if (found === null) return null
      const first = Math.max(0, found.rank - radius)
      const entries = toEntries(this.board, found.rows, first)
      return { total: found.total, place: found.rank - first, entries }
    })
  }
}

/** Consecutive places of a board, and which of them is the member's. */
interface Window<Member> {
  total: number
  place: number
  entries: Entry<Member>[]
}
