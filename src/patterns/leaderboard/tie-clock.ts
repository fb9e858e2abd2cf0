import { wholeNumber } from '../_kit/check.js'

/** How a board tells which of two equal scores was there first. Made by {@link earlierWins}. */
export interface TieClock {
  /** Tick 0, in milliseconds since 1970. */
  readonly epochMs: number
  /** Milliseconds per tick. Scores reached in the same tick are ordered by their bytes, as without ties. */
  readonly resolutionMs: number
  /** How many of a double's 53 bits hold the tick. */
  readonly bits: number
  /** Later ticks count as this one. */
  readonly lastTick: number
  /** Scores are whole numbers from `-maxScore` to `maxScore`. */
  readonly maxScore: number
  /** The ticks of several days are added up: they still order ties, but are no moment any more. */
  readonly summed?: boolean
}

/** How the 53 bits are shared between time and score. See the table at {@link earlierWins}. */
export interface TieClockOptions {
  /** Default: 2025-01-01 UTC. Take the day on which your game starts. */
  epochMs?: number
  /** Default: 1000. */
  resolutionMs?: number
  /** 1 to 52; default: 28. */
  bits?: number
}

const DEFAULT_EPOCH_MS = Date.UTC(2025, 0, 1)

/**
 * Of equal scores the one that was reached earlier ranks better.
 *
 * The time goes into the score: the sorted set holds `score × 2^bits − tick` where high scores lead and
 * `score × 2^bits + tick` where low ones do, with `tick = floor((now − epochMs) / resolutionMs)`. A double is
 * exact up to 2^53, so the bits are shared: more for the time leave fewer for the score.
 *
 * | bits | time span at 1 s | at 1 ms | scores up to ± |
 * | ---: | ---: | ---: | ---: |
 * | 17 | 36 hours | 131 s | 68,719,476,735 |
 * | 22 | 48 days | 70 minutes | 2,147,483,647 |
 * | 25 | 388 days | 9.3 hours | 268,435,455 |
 * | 28 (default) | 8.5 years | 3.1 days | 33,554,431 |
 * | 31 | 68 years | 24.8 days | 4,194,303 |
 * | 37 | 4,355 years | 4.3 years | 65,535 |
 *
 * Times before the epoch count as tick 0, times after the span as the last tick: there ties fall back to
 * byte order, and scores stay right. A board's clock must never change while it holds scores, for they are
 * read with it.
 *
 * Source: the composite score, a widely used trick; the bounds follow from the 53-bit significand of an
 * IEEE 754 double, which is what a sorted set stores.
 *
 * @throws {TypeError} when an option is not a whole number in its range.
 * @example
 * ```ts
 * const game = new Leaderboard(redis, { name: 'game', ties: earlierWins() })
 * await game.submit('ada', 1500, { keep: 'best' })
 * await game.submit('zoe', 1500, { keep: 'best' })
 * const [first] = await game.top(2)
 * first.score // -> 1500
 * first.reachedAtMs > Date.UTC(2025, 0, 1) // -> true
 * earlierWins({ bits: 28 }).maxScore // -> 33554431
 * ```
 */
export function earlierWins(options: TieClockOptions = {}): TieClock {
  const { epochMs = DEFAULT_EPOCH_MS, resolutionMs = 1000, bits = 28 } = options
  wholeNumber(epochMs, 'epochMs', Number.MIN_SAFE_INTEGER)
  wholeNumber(resolutionMs, 'resolutionMs', 1)
  wholeNumber(bits, 'bits', 1, 52)
  return { epochMs, resolutionMs, bits, lastTick: 2 ** bits - 1, maxScore: 2 ** (53 - bits) - 1 }
}
