import { oneOf } from '../_kit/check.js'
import { type Board, timeArgument } from './board.js'
import { parseScore } from './score-code.js'
import { incrementScript, type OtherDay, submitScript } from './scripts.js'
import { beyondRange } from './timed-scores.js'
import type { Increment, Keep, NewScore } from './types.js'

/** One command; none for no scores. When told on which day to write, the server may answer that it is another one. */
export async function submitScores<Member>(
  board: Board<Member>,
  entries: readonly NewScore<Member>[],
  keep: Keep,
  dayStartMs?: number,
): Promise<number | OtherDay> {
  oneOf(keep, 'keep', ['latest', 'best'])
  const pairs = entries.flatMap(({ member, score }) => [
    board.scores.check(score),
    board.codec.encode(member),
  ])
  if (pairs.length === 0) return 0
  if (!isPlain(board)) return submitScript.run(board.redis, ...scriptCall(board, dayStartMs, { keep, pairs }))
  const flags = keep === 'latest' ? ['CH'] : [board.order === 'desc' ? 'GT' : 'LT', 'CH']
  // `call` takes a list: spreading a very long one would overflow the stack.
  return Number(await board.redis.call('zadd', [board.key, ...flags, ...pairs]))
}

/** One EVALSHA; nothing for no increments. The same answer about the day. */
export async function incrementScores<Member>(
  board: Board<Member>,
  increments: readonly Increment<Member>[],
  dayStartMs?: number,
): Promise<number[] | OtherDay> {
  const pairs = increments.flatMap(({ member, by }) => [board.scores.check(by), board.codec.encode(member)])
  if (pairs.length === 0) return []
  const reply = await incrementScript.run(board.redis, ...scriptCall(board, dayStartMs, { pairs }))
  if (!('refused' in reply)) return reply
  const { member, by } = increments[reply.refused] as Increment<Member>
  throw beyondRange(board.ties?.maxScore ?? Infinity, `the sum of ${String(member)}'s score and ${by}`)
}

/** One ZINCRBY, for a plain board. */
export async function incrementPlainScore<Member>(
  board: Board<Member>,
  member: Member,
  by: number,
): Promise<number> {
  return parseScore(await board.redis.zincrby(board.key, board.scores.check(by), board.codec.encode(member)))
}

/** Without ties and expiry the plain commands do: they are less work on the wire and for the server. */
export function isPlain<Member>(board: Board<Member>): boolean {
  return board.ties === undefined && board.expireAtMs === undefined
}

function scriptCall<Member, Own>(board: Board<Member>, dayStartMs: number | undefined, own: Own) {
  const { key, order, scores, expireAtMs = '' } = board
  // A plain board has no use for the time, so the server need not look.
  const now = isPlain(board) ? 0 : timeArgument(board.now)
  const common = { order, ...scores.script, now, expireAtMs, dayStartMs: dayStartMs ?? '' }
  return [{ board: key }, { ...common, ...own }] as const
}
