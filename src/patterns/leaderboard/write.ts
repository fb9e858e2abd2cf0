import { oneOf } from '../_kit/check.js'
import { timeArgument } from '../_kit/clock.js'
import type { ScriptArg } from '../_kit/script.js'
import { type Board } from './board.js'
import { parseScore } from './score-code.js'
import { incrementScript, type OtherDay, submitScript } from './scripts.js'
import { beyondRange } from './timed-scores.js'
import type { Increment, Keep, NewScore } from './types.js'

const KEEPS = ['latest', 'best'] as const

/** CH: count the changed ones too, not only the new ones. */
const ZADD_FLAGS = {
  desc: { latest: ['CH'], best: ['GT', 'CH'] },
  asc: { latest: ['CH'], best: ['LT', 'CH'] },
} as const

/**
 * One command; none for no scores. The count may be text, as clients can be told to answer numbers. When told on
 * which day to write, the server may answer that it is another one.
 */
export function submitScores<Member>(
  board: Board<Member>,
  entries: readonly NewScore<Member>[],
  keep: Keep,
  dayStartMs: number | '' = '',
): Promise<number | OtherDay> {
  oneOf(keep, 'keep', KEEPS)
  const pairs: ScriptArg[] = []
  for (const { member, score } of entries) pairs.push(board.scores.check(score), board.codec.encode(member))
  if (pairs.length === 0) return Promise.resolve(0)
  if (!isPlain(board)) {
    const settings = writeArguments(board, dayStartMs)
    return submitScript.run(board.redis, { board: board.key }, { ...settings, keep, pairs })
  }
  // `call` takes a list: spreading a very long one would overflow the stack.
  return board.redis.call('zadd', [board.key, ...ZADD_FLAGS[board.order][keep], ...pairs]) as Promise<number>
}

/** One ZADD, for a plain board: the hot path, without the lists. */
export function submitPlainScore<Member>(
  board: Board<Member>,
  member: Member,
  score: number,
  keep: Keep,
): Promise<number> {
  oneOf(keep, 'keep', KEEPS)
  const flags = ZADD_FLAGS[board.order][keep]
  return board.redis.zadd(board.key, ...flags, board.scores.check(score), board.codec.encode(member))
}

/** One EVALSHA; nothing for no increments. The same answer about the day. */
export async function incrementScores<Member>(
  board: Board<Member>,
  increments: readonly Increment<Member>[],
  dayStartMs: number | '' = '',
): Promise<number[] | OtherDay> {
  const pairs: ScriptArg[] = []
  for (const { member, by } of increments) pairs.push(board.scores.check(by), board.codec.encode(member))
  if (pairs.length === 0) return []
  const settings = writeArguments(board, dayStartMs)
  const reply = await incrementScript.run(board.redis, { board: board.key }, { ...settings, pairs })
  if (!('refused' in reply)) return reply
  const { member, by } = increments[reply.refused] as Increment<Member>
  throw beyondRange(board.ties?.maxScore ?? Infinity, `the sum of ${String(member)}'s score and ${by}`)
}

/** One ZINCRBY, for a plain board. */
export function incrementPlainScore<Member>(
  board: Board<Member>,
  member: Member,
  by: number,
): Promise<number> {
  const change = board.scores.check(by)
  return board.redis.zincrby(board.key, change, board.codec.encode(member)).then(parseScore)
}

/** Without ties and expiry the plain commands do: they are less work on the wire and for the server. */
export function isPlain<Member>(board: Board<Member>): boolean {
  return board.ties === undefined && board.expireAtMs === undefined
}

function writeArguments<Member>(board: Board<Member>, dayStartMs: number | '') {
  // A plain board has no use for the time, so the server need not look.
  return { ...board.settings, now: isPlain(board) ? 0 : timeArgument(board.now), dayStartMs }
}
