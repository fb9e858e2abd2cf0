import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { Entry, NewScore, Standing } from './types.js'

type NaiveStanding = Omit<Standing, 'total'>

/**
 * The leaderboard that tutorials carry, with its faults, for comparison. Do not use it.
 *
 * Each call is right when it is the only one. The faults show when several clients write at the same time, when
 * scores are equal, and after a year.
 */
export class NaiveLeaderboard {
  readonly key: string
  readonly #redis: RedisLike

  constructor(redis: RedisLike, { prefix, name }: { prefix?: string; name: string }) {
    this.#redis = redis
    this.key = keyBuilder({ prefix, name })()
  }

  /**
   * Fault: the board grows for ever. Whoever played once stays in memory, for there is no trim and no expiry.
   */
  async submit(member: string, score: number): Promise<void> {
    await this.#redis.zadd(this.key, score, member)
  }

  /** Fault: one command per score. If the program ends in the middle, the board holds half of them. */
  async submitMany(entries: readonly NewScore[]): Promise<void> {
    for (const { member, score } of entries) await this.submit(member, score)
  }

  /**
   * Fault: lost increments. Two clients that read the same score write the same sum, and one of the two
   * increments is gone.
   */
  // #region increment
  async increment(member: string, by: number): Promise<number> {
    const score = (await this.score(member)) ?? 0
    const sum = score + by
    await this.#redis.zadd(this.key, sum, member)
    return sum
  }
  // #endregion

  /** Fault: equal scores come in the order of the names, backwards. Who was there first is not known. */
  async top(count: number): Promise<Entry[]> {
    return this.#places(0, count - 1)
  }

  async rank(member: string): Promise<number | null> {
    return this.#redis.zrevrank(this.key, member)
  }

  async score(member: string): Promise<number | null> {
    const score = await this.#redis.zscore(this.key, member)
    return score === null ? null : Number(score)
  }

  /**
   * Fault: three round trips at three moments. When somebody overtakes between them, the rank is of one board,
   * the score of another, and the neighbours of a third; the member itself can be among its neighbours.
   */
  async entry(member: string, { radius = 0 }: { radius?: number } = {}): Promise<NaiveStanding | null> {
    const rank = await this.rank(member)
    const score = await this.score(member)
    if (rank === null || score === null) return null
    const first = Math.max(0, rank - radius)
    const window = await this.#places(first, rank + radius)
    const place = rank - first
    return { member, score, rank, above: window.slice(0, place), below: window.slice(place + 1) }
  }

  async #places(first: number, last: number): Promise<Entry[]> {
    const flat = await this.#redis.zrevrange(this.key, first, last, 'WITHSCORES')
    const members = flat.filter((_, index) => index % 2 === 0)
    return members.map((member, index) => ({
      member: String(member),
      score: Number(flat[2 * index + 1]),
      rank: first + index,
    }))
  }
}
