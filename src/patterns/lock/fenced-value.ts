import { json, type ValueCodec } from '../_kit/codec.js'
import { wholeNumber } from '../_kit/check.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { fencedSetScript } from './scripts.js'
import type { FencingToken } from './types.js'

/** Which value it is. */
export interface FencedValueOptions<Value> {
  /** The key is `${prefix}{${name}}`. Text without braces; not the same as that of the lock. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How the value becomes bytes. Default: JSON. */
  codec?: ValueCodec<Value>
}

/**
 * A value in Redis that only the newest holder of a lock can write: the resource that checks the fencing number. Any
 * other store can do the same, if it compares and writes in one step:
 * `UPDATE report SET body = $1, fence = $2 WHERE id = $3 AND fence <= $2`.
 *
 * Source: Martin Kleppmann, "How to do distributed locking" (2016).
 *
 * @example
 * ```ts
 * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
 * const report = new FencedValue(redis, { name: 'report:body' })
 * const stale = await lock.acquire()
 * await redis.del(lock.key) // as if it had run out
 * const fresh = await lock.acquire()
 * await report.set('new', fresh.fencingToken) // -> true
 * await report.set('old', stale.fencingToken) // -> false
 * await report.get() // -> 'new'
 * ```
 */
export class FencedValue<Value = unknown> {
  /** The hash with the value and the largest fencing number. */
  readonly key: string
  readonly #redis: RedisLike
  readonly #codec: ValueCodec<Value>

  /** @throws {TypeError} when an option is not what it should be; the message says what to pass. */
  constructor(redis: RedisLike, { name, prefix, codec = json<Value>() }: FencedValueOptions<Value>) {
    this.#redis = redis
    this.#codec = codec
    this.key = keyBuilder({ prefix, name })()
  }

  /**
   * Writes the value; false when somebody with a larger fencing number has written before, and then nothing was
   * changed. One EVALSHA.
   *
   * @throws {TypeError} when the fencing number is none, or the value is not of the codec's kind.
   * @example
   * ```ts
   * const lock = new Lock(redis, { name: 'report', ttlMs: 10_000 })
   * const report = new FencedValue(redis, { name: 'report:body' })
   * await lock.using((_, lease) => report.set({ pages: 3 }, lease.fencingToken)) // -> true
   * ```
   */
  async set(value: Value, fencingToken: FencingToken): Promise<boolean> {
    const fence = wholeNumber(fencingToken, 'the fencing token')
    return fencedSetScript.run(this.#redis, { value: this.key }, { fence, value: this.#codec.encode(value) })
  }

  /**
   * The value; null when nothing was written. One HGET.
   *
   * @example
   * ```ts
   * const report = new FencedValue(redis, { name: 'report:body' })
   * await report.get() // -> null
   * ```
   */
  async get(): Promise<Value | null> {
    const bytes = await this.#redis.hgetBuffer(this.key, 'value')
    return bytes === null ? null : this.#codec.decode(bytes)
  }
}
