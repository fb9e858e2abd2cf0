import { wholeNumber } from '../_kit/check.js'
import type { Now } from '../_kit/clock.js'
import { json, type ValueCodec } from '../_kit/codec.js'
import { guarded, type Hook } from '../_kit/hook.js'
import { randomId } from '../_kit/ids.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { type Backoff, type BackoffFunction, backoffFunction } from './backoff.js'
import type { QueueEvent } from './events.js'
import { KEYS } from './scripts.js'

/** Which queue it is and how it behaves. Those who add and those who work may differ in all but `name`, `prefix` and `codec`. */
export interface QueueOptions<Payload = unknown> {
  /** The keys are `${prefix}{${name}}:jobs` and so on, all in one cluster slot. Text without braces. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /**
   * How long a job that was taken is its worker's own, in milliseconds. A worker renews its leases three times as
   * often; when it is gone, others have its jobs after this time. A handler that blocks the event loop must be quicker.
   * Default: 5000. At least 100.
   */
  leaseMs?: number
  /** How often a job may be taken before it is a dead letter, for jobs that do not say it themselves. Default: 5. */
  maxAttempts?: number
  /** How long a failed job waits. Default: 1 s after the first attempt, twice as long after each, half of it random. */
  backoff?: Backoff
  /** How payloads become bytes. Default: `json()`. */
  codec?: ValueCodec<Payload>
  /** How many dead letters are kept; the oldest are dropped. Default: 10,000. */
  maxDead?: number
  /** How long an id that the caller gave is remembered after its job is done, in milliseconds. Default: 1 hour. */
  keepCompletedMs?: number
  /** The clock of leases and delays, in milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
  /** Makes ids of jobs and tokens of leases; each must be new. Default: random. */
  ids?: () => string
  /** Is told what happens. */
  onEvent?: Hook<QueueEvent>
}

/** The options, checked and turned into what the operations work with. */
export interface Setup<Payload> {
  readonly redis: RedisLike
  readonly keys: Record<(typeof KEYS)[number], string>
  readonly leaseMs: number
  /** A worker that waits for work looks for it at least this often. */
  readonly watchMs: number
  readonly maxAttempts: number
  readonly backoff: BackoffFunction
  readonly codec: ValueCodec<Payload>
  readonly maxDead: number
  readonly keepCompletedMs: number
  readonly now: Now | undefined
  readonly newId: () => string
  readonly emit: Hook<QueueEvent>
}

const LONGEST_WATCH_MS = 5_000

/** @throws {TypeError} when an option is not what it should be. */
export function resolve<Payload>(redis: RedisLike, options: QueueOptions<Payload>): Setup<Payload> {
  const { prefix, name, leaseMs = 5_000, maxAttempts = 5, maxDead = 10_000 } = options
  const { keepCompletedMs = 3_600_000, ids = () => randomId(12) } = options
  const key = keyBuilder({ prefix, name })
  return {
    redis,
    keys: Object.fromEntries(KEYS.map((part) => [part, key(part)])) as Setup<Payload>['keys'],
    leaseMs: wholeNumber(leaseMs, 'leaseMs', 100),
    watchMs: Math.min(leaseMs, LONGEST_WATCH_MS),
    maxAttempts: wholeNumber(maxAttempts, 'maxAttempts', 1),
    backoff: backoffFunction(options.backoff),
    codec: options.codec ?? json<Payload>(),
    maxDead: wholeNumber(maxDead, 'maxDead'),
    keepCompletedMs: wholeNumber(keepCompletedMs, 'keepCompletedMs'),
    now: options.now,
    newId: ids,
    emit: guarded(options.onEvent),
  }
}
