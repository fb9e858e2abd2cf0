import { wholeNumber } from '../_kit/check.js'
import type { Now } from '../_kit/clock.js'
import { json, type ValueCodec } from '../_kit/codec.js'
import type { Hook } from '../_kit/hook.js'
import { randomId } from '../_kit/ids.js'
import type { CacheEvent } from './events.js'

/** What a cache can hold: anything but `null` and `undefined`, which stand for "there is nothing". */
export type Cacheable = object | string | number | bigint | boolean

/** Which cache it is and how it behaves. Processes that share a cache must give the same name, prefix and codec. */
export interface CacheOptions<Value extends Cacheable> {
  /** An entry's key is `${prefix}${name}:{${key}}`. Text without braces. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How long a value is fresh. */
  ttlMs: number
  /** How long after that it may be served while one caller refreshes it. Default: 0, never. */
  staleMs?: number
  /** How long it is known that the origin has nothing. 0: not at all. Default: `ttlMs`, 30 seconds at most. */
  negativeTtlMs?: number
  /** The part of a TTL that chance takes off, so that entries do not expire together: 0 to 1. Default: 0.1. */
  jitter?: number
  /** How values become bytes. Default: `json()`. */
  codec?: ValueCodec<Value>
  /** The version of a value: a whole number that grows with each change, such as the row's. Default: none. */
  versionOf?: (value: Value) => number
  /** How long the newest version of a key is remembered. Default: an hour, or the life of an entry if longer. */
  versionTtlMs?: number
  /** Copies in this process's memory. Default: none. */
  firstLevel?: FirstLevelOptions
  /** After that time without a sign of life from the process that loads, another takes over. Default: 5,000. */
  leaseMs?: number
  /** A load that takes longer has failed. Default: 30,000. */
  loadTimeoutMs?: number
  /** How long a command may take before Redis counts as away. Default: 500. */
  commandTimeoutMs?: number
  /** How long Redis is left alone when it is away. Default: 1,000. */
  retryAfterMs?: number
  /** Told of everything that happens, for metrics and logs. */
  onEvent?: Hook<CacheEvent>
  /** Milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
  /** From 0 to below 1, for the jitter. Default: `Math.random`. */
  random?: () => number
  /** The id of this cache object, for its leases: 1 to 12 letters or digits, unlike any other's. Default: random. */
  ids?: () => string
}

/** How much a process remembers by itself, and how long. */
export interface FirstLevelOptions {
  /** Entries; the least recently used give way. */
  max: number
  /** Also the longest time that a change which is not heard can go unseen. */
  ttlMs: number
  /**
   * Whether to ask the server to tell of every change to an entry, whoever makes it. It then sends each process two
   * keys for each miss of any process. Default: true. Not done on a cluster.
   */
  tracking?: boolean
}

/** The options, checked and complete. @internal */
export type Settings<Value extends Cacheable> = ReturnType<typeof resolveOptions<Value>>

const ID_LENGTH = 12
const HOUR_MS = 3_600_000

/** @throws {TypeError} when an option is not what it should be. @internal */
export function resolveOptions<Value extends Cacheable>(options: CacheOptions<Value>) {
  const { staleMs = 0, ttlMs, firstLevel } = options
  wholeNumber(ttlMs, 'ttlMs', 1)
  wholeNumber(staleMs, 'staleMs')
  if (firstLevel !== undefined) {
    wholeNumber(firstLevel.max, 'firstLevel.max', 1)
    wholeNumber(firstLevel.ttlMs, 'firstLevel.ttlMs', 1)
  }
  return {
    ttlMs,
    staleMs,
    firstLevel: firstLevel && { ...firstLevel, tracking: firstLevel.tracking ?? true },
    codec: options.codec ?? json<Value>(),
    versionOf: options.versionOf,
    onEvent: options.onEvent,
    now: options.now,
    /** What this process measures time with, in milliseconds. */
    clock: options.now ?? (() => performance.now()),
    random: options.random ?? Math.random,
    negativeTtlMs: wholeNumber(options.negativeTtlMs ?? Math.min(ttlMs, 30_000), 'negativeTtlMs'),
    jitter: fraction(options.jitter ?? 0.1, 'jitter'),
    versionTtlMs: wholeNumber(options.versionTtlMs ?? Math.max(HOUR_MS, ttlMs + staleMs), 'versionTtlMs', 1),
    leaseMs: wholeNumber(options.leaseMs ?? 5_000, 'leaseMs', 10),
    loadTimeoutMs: wholeNumber(options.loadTimeoutMs ?? 30_000, 'loadTimeoutMs', 1),
    commandTimeoutMs: wholeNumber(options.commandTimeoutMs ?? 500, 'commandTimeoutMs', 1),
    retryAfterMs: wholeNumber(options.retryAfterMs ?? 1_000, 'retryAfterMs', 1),
    id: cacheId(options.ids ?? (() => randomId(9))),
  }
}

function fraction(value: number, what: string): number {
  if (value >= 0 && value <= 1) return value
  throw new TypeError(`${what} must be a number from 0 to 1; got ${value}`)
}

function cacheId(ids: () => string): string {
  const id = ids()
  if (/^[\w-]{1,12}$/.test(id)) return id.padEnd(ID_LENGTH, '.')
  throw new TypeError(`ids must give 1 to ${ID_LENGTH} letters or digits; got ${id}`)
}
