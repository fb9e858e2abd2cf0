import { timeArgument } from '../_kit/clock.js'
import { wholeNumber } from '../_kit/check.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { leaseToken } from './entry.js'
import type { Link } from './link.js'
import type { Names } from './names.js'
import type { Cacheable, Settings } from './options.js'
import {
  acquireScript,
  type Filled,
  fillScript,
  invalidateScript,
  putScript,
  releaseScript,
  renewScript,
  tagScript,
} from './scripts.js'
import { Sightings } from './sightings.js'

const TOKEN_COUNT_LENGTH = 8

/** What a read found. */
export type Found =
  | { state: 'fresh'; entry: Buffer; freshMs: number }
  | { state: 'stale'; entry: Buffer }
  /** Stale, and the lease to load it anew is ours. */
  | { state: 'refresh'; entry: Buffer; token: string }
  /** Nothing, and the lease to load it is ours. */
  | { state: 'lease'; token: string }
  /** Nothing yet: another has the lease. */
  | { state: 'wait'; token: string; leaseMs: number }

/** What a value is written with. */
export interface WriteOptions {
  ttlMs?: number | undefined
  version?: number | undefined
}

/** The commands of a cache: each is one round trip, and rejects with a CacheUnavailableError when Redis is away. */
export class Store<Value extends Cacheable> {
  readonly #redis: RedisLike
  readonly #names: Names
  readonly #settings: Settings<Value>
  readonly #link: Link
  readonly #sightings: Sightings
  #tokens = 0

  constructor(redis: RedisLike, names: Names, settings: Settings<Value>, link: Link) {
    this.#redis = redis
    this.#names = names
    this.#settings = settings
    this.#link = link
    this.#sightings = new Sightings(settings.clock)
  }

  /** How long the entry is still fresh, as far as this process knows: then `peek` is cheaper than `acquire`. */
  freshMs(key: string): number {
    return this.#sightings.freshMs(key)
  }

  /** What is there; null also when Redis does not answer. One GET. */
  peek(key: string): Promise<Buffer | null> {
    return this.#link.replyOrNull(this.#redis.getBuffer(this.#names.entry(key)))
  }

  /** What is there, or the lease to load it. One EVALSHA. */
  async acquire(key: string): Promise<Found> {
    const { leaseMs, now } = this.#settings
    const token = this.#nextToken()
    const keys = { entry: this.#names.entry(key) }
    const reply = acquireScript.run(this.#redis, keys, { token, leaseMs, now: timeArgument(now) })
    // A lease that comes too late has nobody who would load.
    const { state, ms, entry } = await this.#link.reply(
      reply,
      () => void this.release(key, token).catch(ignore),
    )
    if (entry === undefined) return { state: 'lease', token }
    if (state === 'wait') return { state, token: leaseToken(entry), leaseMs: ms }
    if (state === 'refresh') return { state, entry, token }
    if (state === 'stale') return { state, entry }
    this.#sightings.note(key, ms)
    return { state: 'fresh', entry, freshMs: ms }
  }

  /** Writes what was loaded under a lease. One EVALSHA. */
  async fill(key: string, token: string, value: Value | null, options: WriteOptions): Promise<Filled> {
    const { keys, args } = this.#writing(key, token, value, options)
    const outcome = await this.#link.reply(fillScript.run(this.#redis, keys, args))
    if (outcome === 'stored') this.#sightings.note(key, args.ttlMs)
    return outcome
  }

  /** Writes a value. False: a newer version is known. One EVALSHA. */
  async put(key: string, value: Value | null, options: WriteOptions): Promise<boolean> {
    const { keys, args } = this.#writing(key, '', value, options)
    const stored = await this.#link.reply(putScript.run(this.#redis, keys, args))
    if (stored === 1) this.#sightings.note(key, args.ttlMs)
    return stored === 1
  }

  /** Whether there was a value. One EVALSHA. */
  async invalidate(key: string): Promise<boolean> {
    this.#sightings.forget(key)
    const { dropped } = this.#names
    const args = { filled: this.#names.filled(key), dropped, key }
    const removed = invalidateScript.run(this.#redis, { entry: this.#names.entry(key) }, args)
    return (await this.#link.reply(removed)) === 1
  }

  /** Gives a lease back. One EVALSHA. */
  async release(key: string, token: string): Promise<void> {
    const args = { token, filled: this.#names.filled(key) }
    await this.#link.reply(releaseScript.run(this.#redis, { entry: this.#names.entry(key) }, args))
  }

  /** Makes a lease last longer. False: it is not ours any more. One EVALSHA. */
  async renew(key: string, token: string): Promise<boolean> {
    const { leaseMs, now } = this.#settings
    const args = { token, leaseMs, now: timeArgument(now) }
    const renewed = renewScript.run(this.#redis, { entry: this.#names.entry(key) }, args)
    return (await this.#link.reply(renewed)) === 1
  }

  /** Notes, before it is loaded or written, that an entry will have these tags. One EVALSHA for each, side by side. */
  async tag(key: string, tags: readonly string[], ttlMs = this.#settings.ttlMs): Promise<void> {
    const { staleMs, negativeTtlMs, loadTimeoutMs, leaseMs, now } = this.#settings
    const lifeMs = loadTimeoutMs + leaseMs + Math.max(ttlMs, negativeTtlMs) + staleMs
    const args = { key, lifeMs, now: timeArgument(now) }
    await Promise.all(
      tags.map((tag) =>
        this.#link.reply(tagScript.run(this.#redis, { tagged: this.#names.tagged(tag) }, args)),
      ),
    )
  }

  /** The keys that may have an entry with the tag. One ZRANGE. */
  tagged(tag: string): Promise<string[]> {
    return this.#link.reply(this.#redis.zrange(this.#names.tagged(tag), 0, '-1'))
  }

  /** One shape for both scripts that write: each takes from it what it names. */
  #writing(key: string, token: string, value: Value | null, options: WriteOptions) {
    const { codec, negativeTtlMs, staleMs, versionOf, versionTtlMs, now } = this.#settings
    const { ttlMs = this.#settings.ttlMs } = options
    const version = options.version ?? (value === null ? undefined : versionOf?.(value))
    if (version !== undefined) wholeNumber(version, 'the version')
    wholeNumber(ttlMs, 'ttlMs', 1)
    return {
      keys: { entry: this.#names.entry(key), newest: this.#names.newest(key) },
      args: {
        token,
        kind: value === null ? 'n' : 'v',
        payload: value === null ? '' : codec.encode(value),
        ttlMs: this.#jittered(value === null ? negativeTtlMs : ttlMs),
        staleMs,
        version: version ?? '',
        versionTtlMs,
        now: timeArgument(now),
        filled: this.#names.filled(key),
        dropped: this.#names.dropped,
        key,
      },
    }
  }

  #jittered(ttlMs: number): number {
    const { jitter, random } = this.#settings
    return Math.max(1, Math.round(ttlMs * (1 - jitter * random())))
  }

  /** Always of one length, for it stands in the middle of entries. */
  #nextToken(): string {
    return this.#settings.id + (this.#tokens++).toString(36).padStart(TOKEN_COUNT_LENGTH, '0')
  }
}

function ignore(): void {}
