import type { Connection } from '../../engine/engine.js'
import {
  FixedWindow,
  Gcra,
  SlidingWindowCounter,
  SlidingWindowLog,
  TokenBucket,
  type WindowOptions,
} from '../../patterns/ratelimit/index.js'
import type { AlgorithmName } from './algorithm-names.js'

export type SingleLimiter = SlidingWindowLog | SlidingWindowCounter | FixedWindow | TokenBucket | Gcra

interface Algorithm {
  /** In prose and in tables. */
  readonly title: string
  /** What may pass in any stretch as long as the window, in limits. */
  readonly most: 1 | 2
  make(redis: Connection, options: WindowOptions): SingleLimiter
}

/** The five limiters of the library, each for so many requests in a window. */
export const ALGORITHMS: Readonly<Record<AlgorithmName, Algorithm>> = {
  'sliding-log': {
    title: 'sliding log',
    most: 1,
    make: (redis, options) => new SlidingWindowLog(redis, options),
  },
  'sliding-counter': {
    title: 'sliding counter',
    most: 2,
    make: (redis, options) => new SlidingWindowCounter(redis, options),
  },
  'fixed-window': {
    title: 'fixed window',
    most: 2,
    make: (redis, options) => new FixedWindow(redis, options),
  },
  'token-bucket': {
    title: 'token bucket',
    most: 2,
    make: (redis, { limit, windowMs, ...options }) =>
      new TokenBucket(redis, { ...options, capacity: limit, refill: limit, refillMs: windowMs }),
  },
  gcra: { title: 'GCRA', most: 2, make: (redis, options) => new Gcra(redis, options) },
}
