import { timeArgument } from '../_kit/clock.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { appendMany, appendOne } from './append.js'
import type { EntryId } from './entry-id.js'
import { GroupConsumer } from './group-consumer.js'
import type { GroupOptions } from './group-options.js'
import { resolveStream, type Settings, type StreamOptions } from './options.js'
import type { StreamEntry } from './read-entry.js'
import { type Range, readPages, readRange, type ReplayOptions } from './replay.js'
import { trimScript } from './scripts.js'
import { type StreamInfo, streamInfo } from './stream-info.js'
import { Tail, type TailOptions } from './tail.js'
import { AppendTrim, checkTrim, type TrimPolicy } from './trim.js'

/**
 * An event log in one Redis stream: appended to by anyone, read by all from any position, or worked off by groups of
 * consumers, each entry by one of them.
 *
 * A stream keeps what was appended, also for those who come later, until it is trimmed; a channel of pub/sub keeps
 * nothing. It is bounded by default: see `trim`.
 *
 * Source: Redis streams, as the documentation of Redis describes them.
 *
 * @example
 * ```ts
 * import { EventStream } from 'redis-patterns/stream'
 *
 * await using orders = new EventStream<{ item: string }>(redis, { name: 'orders', prefix: 'app:' })
 * await orders.append({ item: 'tea' })
 * const [first] = await orders.range()
 * first?.event // -> { item: 'tea' }
 * ```
 */
export class EventStream<Event = unknown> implements AsyncDisposable {
  /** The stream. */
  readonly key: string
  readonly #settings: Settings<Event>
  readonly #appendTrim: AppendTrim
  readonly #open = new Set<AsyncDisposable>()

  /**
   * Sends nothing. The client stays the caller's: it is neither configured nor closed.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: StreamOptions<Event>) {
    this.#settings = resolveStream(redis, options)
    this.#appendTrim = new AppendTrim(this.#settings.trim)
    this.key = this.#settings.key
  }

  /**
   * Appends an event, and trims the stream in the same step. One XADD: O(1); with `now` one EVALSHA.
   *
   * The id is the server's time and a counter. With an `id` of your own, sending the same event again after a lost
   * reply cannot append it twice.
   *
   * @throws {PatternError} `ID_NOT_NEWER` when the given id is not above the last one of the stream.
   * @throws {TypeError} when the codec refuses the event, or the id is none.
   * @example
   * ```ts
   * const orders = new EventStream<{ item: string }>(redis, { name: 'orders' })
   * await orders.append({ item: 'tea' }, { id: entryId('5-1') }) // -> '5-1'
   * const id = await orders.append({ item: 'rice' })
   * compareIds(id, entryId('5-1')) // -> 1
   * ```
   */
  append(event: Event, { id }: { id?: EntryId } = {}): Promise<EntryId> {
    return appendOne(this.#settings, this.#appendTrim, event, id)
  }

  /**
   * Appends events, all or none, with no other entry between them; their ids in that order. One EVALSHA: O(N);
   * nothing for no events. The server does nothing else meanwhile: send some thousands at a time, not millions.
   *
   * @throws {TypeError} when the codec refuses one of the events; then none was appended.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const ids = await orders.appendMany(['tea', 'rice'])
   * ids.length // -> 2
   * ```
   */
  async appendMany(events: readonly Event[]): Promise<EntryId[]> {
    return appendMany(this.#settings, this.#appendTrim, events)
  }

  /**
   * Every entry from a position on, as it comes, to be read in one loop: see {@link Tail}. One XREAD for up to
   * `batchSize` entries. For `'now'` one XINFO STREAM at once: what is appended after this call is in the tail.
   *
   * @throws {TypeError} when an option is not what it should be.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.appendMany(['tea', 'rice'])
   * const seen = []
   * for await (const { id, event } of orders.tail({ from: 'start' })) {
   *   seen.push(event)
   *   if (seen.length === 2) break
   * }
   * seen // -> ['tea', 'rice']
   * ```
   */
  tail(options: TailOptions = {}): Tail<Event> {
    return new Tail(this.#settings, options, this.#open)
  }

  /**
   * The entries between two positions, both included, the oldest first. One XRANGE: O(count). Entries that are not
   * of this stream's format are left out, and told to `onEvent`.
   *
   * @throws {TypeError} when a position is none, or `count` is not a whole number, 1 or more.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const [first, second] = await orders.appendMany(['tea', 'rice', 'oil'])
   * await orders.range({ from: second, count: 1 }) // -> [{ id: second, event: 'rice' }]
   * ```
   */
  range(range: Range & { count?: number } = {}): Promise<StreamEntry<Event>[]> {
    return readRange(this.#settings, range)
  }

  /**
   * The same as a loop over any number of entries, fetched page by page as the loop comes to them. It ends with the
   * last entry that is there then. One XRANGE a page.
   *
   * @throws {TypeError} when a position is none, or `pageSize` is not a whole number, 1 or more.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.appendMany(['tea', 'rice'])
   * const seen = []
   * for await (const { event } of orders.replay()) seen.push(event)
   * seen // -> ['tea', 'rice']
   * ```
   */
  replay(options: ReplayOptions = {}): AsyncGenerator<StreamEntry<Event>, void, void> {
    return readPages(this.#settings, options)
  }

  /**
   * A consumer of a group, which is made when it is not there: see {@link GroupConsumer}. Sends nothing yet.
   *
   * @param group Text without braces.
   * @throws {TypeError} when an option is not what it should be.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * await using billing = orders.group('billing', { consumer: 'worker-1', maxDeliveries: 3 })
   * for await (const delivery of billing) {
   *   delivery.event // -> 'tea'
   *   delivery.ack()
   *   break
   * }
   * ```
   */
  group(group: string, options: GroupOptions = {}): GroupConsumer<Event> {
    return new GroupConsumer(this.#settings, group, options, this.#open)
  }

  /**
   * Removes entries now; how many. Ages count from the server's time, or from `now`. One XTRIM, or one EVALSHA for
   * ages: O(removed). What a group has not worked off is removed, too.
   *
   * @throws {TypeError} when it is no policy.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.appendMany(['tea', 'rice', 'oil'])
   * await orders.trim({ maxLen: 1, exact: true }) // -> 2
   * await orders.trim({ minAgeMs: 60_000 }) // -> 0
   * ```
   */
  async trim(policy: TrimPolicy): Promise<number> {
    const { redis, key, now } = this.#settings
    checkTrim(policy)
    if ('minAgeMs' in policy) {
      const names = { now: timeArgument(now), minAgeMs: policy.minAgeMs, exact: policy.exact ? 1 : '' }
      return trimScript.run(redis, { stream: key }, names)
    }
    const { maxLen, exact } = policy
    return Number(
      exact ? await redis.xtrim(key, 'MAXLEN', maxLen) : await redis.xtrim(key, 'MAXLEN', '~', maxLen),
    )
  }

  /**
   * How long the stream is and where it begins and ends. One XINFO STREAM.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const [first, last] = await orders.appendMany(['tea', 'rice'])
   * await orders.info() // -> { length: 2, firstId: first, lastId: last, groups: 0 }
   * ```
   */
  info(): Promise<StreamInfo> {
    return streamInfo(this.#settings)
  }

  /**
   * Closes every tail and every consumer that this object has made, as their own `close` does. Again: nothing.
   *
   * @example
   * ```ts
   * const orders = new EventStream(redis, { name: 'orders' })
   * await orders.close()
   * ```
   */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((each) => each[Symbol.asyncDispose]()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
