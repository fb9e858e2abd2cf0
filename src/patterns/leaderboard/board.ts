import { oneOf, wholeNumber } from '../_kit/check.js'
import type { Now } from '../_kit/clock.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { memberCodec, type MemberCodec } from './member-codec.js'
import { parseScore, plainScores, type ScoreCode, type ScriptSettings } from './score-code.js'
import type { TieClock } from './tie-clock.js'
import { timedScores } from './timed-scores.js'
import type { Entry, MemberKind, MemberOf, Order } from './types.js'

/** Which board it is and how it behaves. Everyone who uses a board must give the same options. */
export interface LeaderboardOptions<Kind extends MemberKind = 'text'> {
  /** The key is `${prefix}{${name}}`. Text without braces. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** Put after the name, outside of the hash tag: boards of one name share a cluster slot. */
  part?: string
  /** Default: `'desc'`. */
  order?: Order
  /** Of equal scores the earlier one ranks better: `earlierWins()`. Without it, Redis orders equals by their bytes. */
  ties?: TieClock | undefined
  /** Default: `'text'`. */
  members?: Kind
  /** The clock for ties and expiry, in milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
  /** Every write sets the board's expiry to this moment, in the same step. Milliseconds since 1970. */
  expireAtMs?: number
}

/** The options, checked and turned into what the operations work with. */
export interface Board<Member> {
  readonly redis: RedisLike
  readonly key: string
  readonly order: Order
  readonly codec: MemberCodec<Member>
  readonly ties: TieClock | undefined
  readonly scores: ScoreCode
  readonly now: Now | undefined
  readonly expireAtMs: number | undefined
  /** The arguments of the writing scripts that stay the same. */
  readonly settings: ScriptSettings & { order: Order; expireAtMs: string }
}

/** @throws {TypeError} when an option is not what it should be. */
export function resolveBoard<Kind extends MemberKind>(
  redis: RedisLike,
  options: LeaderboardOptions<Kind>,
): Board<MemberOf<Kind>> {
  const { prefix, name, part, order = 'desc', members = 'text' as Kind, ties, now, expireAtMs } = options
  oneOf<string>(members, 'members', ['text', 'bytes'])
  oneOf(order, 'order', ['desc', 'asc'])
  if (expireAtMs !== undefined) wholeNumber(expireAtMs, 'expireAtMs')
  const scores = ties ? timedScores(ties, order) : plainScores
  return {
    redis,
    key: keyBuilder({ prefix, name })(...(part === undefined ? [] : [part])),
    order,
    codec: memberCodec(members),
    ties,
    scores,
    now,
    expireAtMs,
    settings: { ...scores.settings, order, expireAtMs: String(expireAtMs ?? '') },
  }
}

/** ioredis answers flat lists, or pairs when the caller chose `replyMapping: 'resp3'`. */
export function toEntries<Member>(
  { codec, scores }: Board<Member>,
  rows: readonly unknown[],
  firstRank: number,
): Entry<Member>[] {
  const flat = Array.isArray(rows[0]) ? rows.flat() : rows
  const entries: Entry<Member>[] = []
  for (let at = 0; at < flat.length; at += 2) {
    const member = codec.decode(flat[at] as Buffer)
    entries.push(scores.entry(member, parseScore(flat[at + 1]), firstRank + at / 2))
  }
  return entries
}
