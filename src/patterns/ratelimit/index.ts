export type { Now } from '../_kit/clock.js'
export type { Hook } from '../_kit/hook.js'
export type { RedisLike } from '../_kit/redis-like.js'
export { CombinedLimiter } from './combined-limiter.js'
export { FixedWindow } from './fixed-window.js'
export { Gcra, type GcraOptions } from './gcra.js'
export { rateLimitHeaders, type RateLimitHeaders } from './headers.js'
export { Limiter } from './limiter.js'
export type {
  AnswerOptions,
  LimiterOptions,
  RateLimitEvent,
  WhenUnavailable,
  WindowOptions,
} from './options.js'
export { SlidingWindowCounter } from './sliding-window-counter.js'
export { SlidingWindowLog } from './sliding-window-log.js'
export { TokenBucket, type TokenBucketOptions } from './token-bucket.js'
export type {
  Allowed,
  CombinedDecision,
  Decision,
  Denied,
  LimitId,
  Policy,
  Quota,
  RateLimiter,
  TakeOptions,
} from './types.js'
