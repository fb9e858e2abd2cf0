export type { Now } from '../_kit/clock.js'
export { bytes, json, text, type ValueCodec } from '../_kit/codec.js'
export { PatternError } from '../_kit/errors.js'
export type { Hook } from '../_kit/hook.js'
export type { RedisLike } from '../_kit/redis-like.js'
export type { Backoff, BackoffFunction, ExponentialBackoff } from './backoff.js'
export { QueueControl } from './control.js'
export type { DeadLetters } from './dead-letters.js'
export { LeaseLostError, UnrecoverableError, WorkerClosedError } from './errors.js'
export type { QueueEvent } from './events.js'
export type { QueueOptions } from './options.js'
export { Queue } from './queue.js'
export type { KeptError } from './reason.js'
export type { HandlerContext } from './run.js'
export type {
  AckOutcome,
  Added,
  AddOptions,
  DeadJob,
  ExtendOutcome,
  FailOptions,
  FailOutcome,
  JobInfo,
  JobState,
  Lease,
  LeasedJob,
  LeaseToken,
  NewJob,
  PageOptions,
  QueueStats,
  ReturnOutcome,
} from './types.js'
export type { CloseOptions, Handler, Worker, WorkerOptions } from './worker.js'
