import { wholeNumber } from '../_kit/check.js'

/**
 * How long a failed job waits: `baseMs` after the first attempt, then twice as long after each, up to `maxMs`. The part
 * `jitter` (0 to 1) of it is random, so that jobs that failed together do not come back together.
 */
export interface ExponentialBackoff {
  /** Default: 1000. */
  baseMs?: number
  /** Default: 300,000 (5 minutes). */
  maxMs?: number
  /** Default: 0.5. */
  jitter?: number
}

/** How long to wait after the attempt of that number (from 1) failed, in milliseconds. */
export type BackoffFunction = (attempt: number, error: unknown) => number

/** How long a failed job waits before it is tried again. */
export type Backoff = ExponentialBackoff | BackoffFunction

/**
 * Source: Exponential Backoff And Jitter, AWS Architecture Blog (2015); half of it random is its "equal jitter".
 *
 * @throws {TypeError} when a setting is not what it should be.
 */
export function backoffFunction(backoff: Backoff = {}): BackoffFunction {
  if (typeof backoff === 'function') return backoff
  const { baseMs = 1_000, maxMs = 300_000, jitter = 0.5 } = backoff
  wholeNumber(baseMs, 'backoff.baseMs')
  wholeNumber(maxMs, 'backoff.maxMs', baseMs)
  if (!(jitter >= 0 && jitter <= 1)) {
    throw new TypeError(`backoff.jitter must be a number from 0 to 1; got ${jitter}`)
  }
  return (attempt) => {
    const fullMs = Math.min(maxMs, baseMs * 2 ** (attempt - 1))
    return Math.round(fullMs * (1 - jitter * Math.random()))
  }
}
