import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import {
  FixedWindow,
  Gcra,
  type LimiterOptions,
  SlidingWindowCounter,
  SlidingWindowLog,
  TokenBucket,
} from '../../../src/patterns/ratelimit/index.js'
import { BucketModel, CounterModel, FixedModel, GcraModel, LogModel, type Model } from './models.js'

export type Single = FixedWindow | Gcra | SlidingWindowCounter | SlidingWindowLog | TokenBucket

/** The same limit in every algorithm: so many at once, and on average so many in a window. */
export interface Setting {
  limit: number
  windowMs: number
}

export interface Algorithm {
  title: string
  make(redis: RedisLike, options: LimiterOptions, setting: Setting): Single
  model(setting: Setting): Model
  /** What the algorithm promises: the most that is admitted in a stretch of time, its ends included. */
  most(stretchMs: number, setting: Setting): number
}

export const algorithms: readonly Algorithm[] = [
  {
    title: 'fixed window',
    make: (redis, options, setting) => new FixedWindow(redis, { ...options, ...setting }),
    model: (setting) => new FixedModel(setting),
    most: (stretchMs, { limit, windowMs }) => limit * (Math.floor(stretchMs / windowMs) + 2),
  },
  {
    title: 'sliding-window counter',
    make: (redis, options, setting) => new SlidingWindowCounter(redis, { ...options, ...setting }),
    model: (setting) => new CounterModel(setting),
    most: (stretchMs, { limit, windowMs }) => {
      const windows = Math.floor(stretchMs / windowMs)
      return windows === 0 ? Math.floor(limit * (1 + stretchMs / windowMs)) : limit * (windows + 2)
    },
  },
  {
    title: 'sliding-window log',
    make: (redis, options, setting) => new SlidingWindowLog(redis, { ...options, ...setting }),
    model: (setting) => new LogModel(setting),
    most: (stretchMs, { limit, windowMs }) => limit * (Math.floor(stretchMs / windowMs) + 1),
  },
  {
    title: 'token bucket',
    make: (redis, options, { limit, windowMs }) =>
      new TokenBucket(redis, { ...options, capacity: limit, refill: limit, refillMs: windowMs }),
    model: (setting) => new BucketModel(setting),
    most: steady,
  },
  {
    title: 'GCRA',
    make: (redis, options, setting) => new Gcra(redis, { ...options, ...setting }),
    model: (setting) => new GcraModel(setting),
    most: steady,
  },
]

function steady(stretchMs: number, { limit, windowMs }: Setting): number {
  return limit + Math.floor((stretchMs * limit) / windowMs)
}
