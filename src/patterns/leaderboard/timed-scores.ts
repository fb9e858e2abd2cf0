import { type ScoreCode, scoreText } from './score-code.js'
import type { TieClock } from './tie-clock.js'
import type { Order } from './types.js'

/** Scores that carry the tick at which they were reached; `stored-score.lua` writes them. */
export function timedScores(clock: TieClock, order: Order): ScoreCode {
  const unit = 2 ** clock.bits
  const { epochMs, resolutionMs, lastTick, maxScore } = clock
  const highLeads = order === 'desc'
  // Adding 0 turns -0 into 0.
  const read = (stored: number) => (highLeads ? Math.ceil(stored / unit) : Math.floor(stored / unit)) + 0
  return {
    check(score) {
      if (Number.isInteger(score) && Math.abs(score) <= maxScore) return score
      throw beyondRange(maxScore, String(score))
    },
    read,
    entry(member, stored, rank) {
      const score = read(stored)
      if (clock.summed) return { member, score, rank }
      return { member, score, rank, reachedAtMs: epochMs + Math.abs(score * unit - stored) * resolutionMs }
    },
    range(min, max) {
      const [below, above] = highLeads ? [unit - 1, 0] : [0, unit - 1]
      return [scoreText(Math.ceil(min) * unit - below), scoreText(Math.floor(max) * unit + above)]
    },
    settings: {
      unit: String(unit),
      epochMs: String(epochMs),
      resolutionMs: String(resolutionMs),
      lastTick: String(lastTick),
    },
  }
}

export function beyondRange(maxScore: number, got: string): RangeError {
  return new RangeError(
    `with a tie clock a score must be a whole number from ${-maxScore} to ${maxScore}; got ${got}. Fewer bits leave room for larger scores`,
  )
}
