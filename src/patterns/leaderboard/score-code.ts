import type { Entry } from './types.js'

/** Between scores and the numbers that the sorted set holds. */
export interface ScoreCode {
  /** @throws {TypeError | RangeError} when the board cannot hold it exactly. */
  check(score: number): number
  read(stored: number): number
  entry<Member>(member: Member, stored: number, rank: number): Entry<Member>
  /** The stored numbers of all scores from `min` to `max`, as ZCOUNT takes them. */
  range(min: number, max: number): [string, string]
  /** What the scripts need to do the same. */
  readonly settings: ScriptSettings
}

export interface ScriptSettings {
  unit: string
  epochMs: string
  resolutionMs: string
  lastTick: string
}

/** Scores are stored as they are. */
export const plainScores: ScoreCode = {
  check(score) {
    if (Number.isFinite(score)) return score
    throw new TypeError(`a score must be a finite number; got ${score}`)
  },
  read: (score) => score,
  entry: (member, score, rank) => ({ member, score, rank }),
  range: (min, max) => [scoreText(min), scoreText(max)],
  settings: { unit: '1', epochMs: '0', resolutionMs: '1', lastTick: '0' },
}

/** Redis writes infinity in its own way; other writers may have put it on a board. */
export function parseScore(reply: unknown): number {
  const text = String(reply)
  const score = Number(text)
  if (!Number.isNaN(score)) return score
  return text.startsWith('-') ? -Infinity : Infinity
}

/** The other way, as the ends of a range are written. */
export function scoreText(score: number): string {
  return score === Infinity ? '+inf' : score === -Infinity ? '-inf' : String(score)
}
