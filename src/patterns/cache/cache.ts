import type { RedisLike } from '../_kit/redis-like.js'
import { untilAborted } from '../_kit/wait.js'
import { decodeEntry, isServable } from './entry.js'
import { cacheClosed } from './errors.js'
import type { CacheStats } from './events.js'
import type { Cacheable, CacheOptions } from './options.js'
import { assemble, type Parts } from './parts.js'
import { Reader } from './reader.js'
import type { GetOptions, Loader, SetOptions } from './types.js'

/** Invalidations that are under way at a time. */
const BATCH = 500

/**
 * A cache in Redis in front of a slower origin, shared by any number of processes.
 *
 * - One load for each key at a time, whoever asks: callers of one process share it, other processes wait for it.
 * - An invalidation wins over every load that began before it, and so does a write.
 * - When Redis does not answer, reads go to the origin.
 *
 * An entry is one string, and a load holds a lease on it, which is stored in that same string. So whoever deletes or
 * overwrites the entry takes the lease away, and a load writes only while its lease is there.
 *
 * Source: leases against stale sets and thundering herds as in "Scaling Memcache at Facebook" (Nishtala et al.,
 * NSDI 2013); stale-while-revalidate as in RFC 5861.
 *
 * @example
 * ```ts
 * import { Cache } from 'redis-patterns/cache'
 *
 * const users = new Cache(redis, { name: 'users', prefix: 'app:', ttlMs: 60_000 })
 * await users.get('42', async () => ({ name: 'Ada' })) // -> { name: 'Ada' }
 * await users.get('42', async () => ({ name: 'not asked' })) // -> { name: 'Ada' }
 * await users.invalidate('42') // -> 1
 * await users.get('42', async () => ({ name: 'Grace' })) // -> { name: 'Grace' }
 * await users.close()
 * ```
 */
export class Cache<Value extends Cacheable> {
  readonly #closing = new AbortController()
  readonly #parts: Parts<Value>
  readonly #reader: Reader<Value>

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: CacheOptions<Value>) {
    this.#parts = assemble(redis, options, this.#closing.signal)
    this.#reader = new Reader(this.#parts)
  }

  /**
   * The value, from the cache or else from the loader; null when the origin has none. One GET when this process
   * knows that the entry is fresh, or one EVALSHA. A load: one EVALSHA more, and one before it for each tag. Who
   * waits for the load of another process: one EVALSHA more, one SUBSCRIBE and UNSUBSCRIBE for each process and key.
   * None while Redis is away, or for a copy in the first level.
   *
   * Callers of one process who wait for the same load get the same object.
   *
   * @throws what the loader throws; the signal's reason; a `PatternError` with code `LOAD_TIMEOUT` when the loader
   * takes longer than `loadTimeoutMs`, `CACHE_CLOSED` after `close`.
   * @throws {TypeError} when the key is empty, or the codec refuses the value.
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000, staleMs: 600_000 })
   * const load = async ({ key }) => (key === '42' ? 'Ada' : null)
   * await users.get('42', load, { tags: ['team:7'] }) // -> 'Ada'
   * await users.get('43', load, { signal: AbortSignal.timeout(1_000) }) // -> null
   * users.stats().originLoads // -> 2
   * await users.close()
   * ```
   */
  get(key: string, loader: Loader<Value>, options: GetOptions = {}): Promise<Value | null> {
    return untilAborted(this.#reader.get(key, loader, options), options.signal)
  }

  /**
   * What is stored, fresh or stale; null when the origin is known to have nothing, undefined when nothing is stored
   * or Redis does not answer. Loads nothing, and counts nothing. One GET.
   *
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000 })
   * await users.peek('42') // -> undefined
   * await users.set('42', 'Ada')
   * await users.peek('42') // -> 'Ada'
   * await users.close()
   * ```
   */
  async peek(key: string): Promise<Value | null | undefined> {
    this.#assertOpen()
    const { store, settings } = this.#parts
    const entry = await store.peek(key)
    return entry && isServable(entry) ? decodeEntry(settings.codec, entry) : undefined
  }

  /**
   * Writes a value through, or with null that there is none. Loads that are under way are not written over it.
   * True, or false when a newer version is known and nothing was written. Without a version, the last write to
   * reach Redis stays. One EVALSHA, and one before it for each tag.
   *
   * @throws {CacheUnavailableError} when Redis does not answer; it may yet be written.
   * @throws {TypeError} when the version is no whole number, or the codec refuses the value.
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000 })
   * await users.set('42', 'Ada Lovelace', { version: 2 }) // -> true
   * await users.set('42', 'Ada Byron', { version: 1 }) // -> false
   * await users.peek('42') // -> 'Ada Lovelace'
   * await users.close()
   * ```
   */
  async set(key: string, value: Value | null, options: SetOptions = {}): Promise<boolean> {
    this.#assertOpen()
    const { store } = this.#parts
    const { tags = [], ttlMs } = options
    return this.#changing(key, async () => {
      if (tags.length > 0) await store.tag(key, tags, ttlMs)
      return store.put(key, value, options)
    })
  }

  /**
   * Removes entries, after the origin has changed: reads that begin after that do not see what was there, not even
   * from a load that began before. Copies in the memory of other processes go as soon as those hear of it. The
   * number of values that were there. One EVALSHA for each key, up to 500 at a time.
   *
   * @throws {CacheUnavailableError} when Redis does not answer: then some may still be there. Try again.
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000 })
   * await users.set('42', 'Ada')
   * await users.invalidate('42', '43') // -> 1
   * await users.close()
   * ```
   */
  async invalidate(...keys: string[]): Promise<number> {
    this.#assertOpen()
    return this.#invalidateAll(keys)
  }

  /**
   * Removes every entry that was loaded or set with the tag, and takes their leases from the loads that are under
   * way. The number of values that were there. One ZRANGE, then as `invalidate`.
   *
   * @throws {CacheUnavailableError} as `invalidate`.
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000 })
   * await users.set('42', 'Ada', { tags: ['team:7'] })
   * await users.invalidateTag('team:7') // -> 1
   * await users.peek('42') // -> undefined
   * await users.close()
   * ```
   */
  async invalidateTag(tag: string): Promise<number> {
    this.#assertOpen()
    return this.#invalidateAll(await this.#parts.store.tagged(tag))
  }

  /**
   * Counts since this object was made. No command.
   *
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000 })
   * await users.get('42', () => 'Ada')
   * await users.get('42', () => 'Ada')
   * const { miss, hit, originLoads } = users.stats()
   * const counted = [miss, hit, originLoads]
   * counted // -> [1, 1, 1]
   * await users.close()
   * ```
   */
  stats(): CacheStats {
    return { ...this.#parts.stats }
  }

  /**
   * Ends what is under way: waiting callers and loads get a `PatternError` with code `CACHE_CLOSED`, leases are given
   * back, and no connection or timer is left. The caller's client stays open. Again: nothing.
   *
   * @example
   * ```ts
   * const users = new Cache(redis, { name: 'users', ttlMs: 60_000 })
   * await users.close()
   * ```
   */
  async close(): Promise<void> {
    const { origin, fills, loads, subscriber } = this.#parts
    this.#closing.abort(cacheClosed())
    origin.close()
    fills.close()
    await loads.settled()
    await subscriber.close()
  }

  /** The same as `close`: `await using users = new Cache(…)`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #invalidateAll(keys: readonly string[]): Promise<number> {
    let removed = 0
    for (let at = 0; at < keys.length; at += BATCH) {
      const batch = keys.slice(at, at + BATCH)
      const were = await Promise.all(batch.map((key) => this.#invalidateOne(key)))
      removed += were.filter(Boolean).length
    }
    return removed
  }

  #invalidateOne(key: string): Promise<boolean> {
    return this.#changing(key, () => this.#parts.store.invalidate(key))
  }

  /** Whoever reads after this write in this process sees it, whatever has been remembered here meanwhile. */
  async #changing<Result>(key: string, write: () => Promise<Result>): Promise<Result> {
    const { loads, firstLevel } = this.#parts
    try {
      return await write()
    } finally {
      loads.forget(key)
      firstLevel?.drop(key)
    }
  }

  #assertOpen(): void {
    this.#closing.signal.throwIfAborted()
  }
}
