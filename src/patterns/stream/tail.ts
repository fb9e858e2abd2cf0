import { BlockingClient } from '../_kit/blocking-client.js'
import { wholeNumber } from '../_kit/check.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { EntryId } from './entry-id.js'
import { Intake } from './intake.js'
import { Interruptions, isPassing } from './interruptions.js'
import type { Settings } from './options.js'
import { checkPosition, type Position, resolvePosition } from './position.js'
import { decodeEntries, type StreamEntry } from './read-entry.js'
import { entriesOf, idOf } from './replies.js'

/** Where a tail begins and how it reads. */
export interface TailOptions {
  /** `'now'` (the default) is the moment of the call; an id is not read itself, but what comes after it. */
  from?: Position
  /** Ends the tail, at once. The loop over it then ends without an error. */
  signal?: AbortSignal
  /** How many entries one read fetches at most. Default: 100. */
  batchSize?: number
  /** How long one read waits, in milliseconds. Nobody notices, except when a connection dies silently. Default: 5000. */
  blockMs?: number
}

/**
 * Every entry from some position on, as it comes: what `EventStream.tail` gives. It reads on from the last entry
 * that it has read, so nothing that is still in the stream is missed, also after a lost connection.
 *
 * It has a connection of its own, made at the first read. Close it when a loop over it was left; `stream.close()`
 * does, too. Undecodable entries are left out, and told to `onEvent`.
 *
 * @example
 * ```ts
 * const orders = new EventStream<{ item: string }>(redis, { name: 'orders' })
 * const tail = orders.tail({ from: 'now' })
 * await orders.append({ item: 'tea' })
 * const { value } = await tail.next()
 * value?.event // -> { item: 'tea' }
 * await tail.close()
 * ```
 */
export class Tail<Event> implements AsyncIterableIterator<StreamEntry<Event>>, AsyncDisposable {
  readonly #settings: Settings<Event>
  readonly #client: BlockingClient
  readonly #intake: Intake<StreamEntry<Event>>
  readonly #interruptions: Interruptions
  readonly #closing = new AbortController()
  readonly #count: number
  readonly #blockMs: number
  readonly #from: Position
  #start: Promise<EntryId> | undefined
  #readTo: EntryId | undefined

  /** @internal Use `EventStream.tail`. */
  constructor(settings: Settings<Event>, options: TailOptions, open: Set<AsyncDisposable>) {
    const { from = 'now', signal, batchSize = 100, blockMs = 5_000 } = options
    this.#settings = settings
    this.#from = checkPosition(from)
    this.#count = wholeNumber(batchSize, 'batchSize', 1)
    this.#blockMs = wholeNumber(blockMs, 'blockMs', 1)
    this.#client = new BlockingClient(settings.redis, blockMs)
    this.#interruptions = new Interruptions(settings.emit, this.#closing.signal)
    this.#intake = new Intake(() => this.#fetch(), this.#closing.signal)
    open.add(this)
    this.#closing.signal.addEventListener('abort', () => open.delete(this))
    signal?.addEventListener('abort', () => this.#end(), { signal: this.#closing.signal })
    if (signal?.aborted) this.#end()
    else if (from === 'now') this.#begin(settings.redis).catch(() => {}) // Tried again by the first read.
  }

  /** Where to go on, later or elsewhere: the last entry that was handed out. Undefined before the first. */
  get lastId(): EntryId | undefined {
    return this.#intake.last?.id
  }

  /**
   * The next entry, or the end when the tail was closed. Waits until there is one. One XREAD for up to `batchSize`
   * entries, and then one every `blockMs` while nothing comes.
   *
   * @throws what the server answers to a wrong key or missing rights. A lost connection is no error here.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * const id = await orders.append('tea')
   * const tail = orders.tail({ from: 'start' })
   * await tail.next() // -> { done: false, value: { id, event: 'tea' } }
   * await tail.close()
   * await tail.next() // -> { done: true, value: undefined }
   * ```
   */
  next(): Promise<IteratorResult<StreamEntry<Event>, undefined>> {
    return this.#intake.next()
  }

  /**
   * Closes the tail: a loop that is left does so by itself.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * for await (const { event } of orders.tail({ from: 'start' })) {
   *   event // -> 'tea'
   *   break
   * }
   * ```
   */
  async return(): Promise<IteratorResult<StreamEntry<Event>, undefined>> {
    await this.close()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /**
   * Ends the tail and its connection, at once. Again: nothing.
   *
   * @example
   * ```ts
   * const tail = new EventStream(redis, { name: 'orders' }).tail()
   * await tail.close()
   * ```
   */
  async close(): Promise<void> {
    this.#end()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #end(): void {
    this.#closing.abort()
    this.#client.close()
  }

  /** Begins once: 'now' is one moment, however often it has to be asked for. */
  async #begin(redis: RedisLike): Promise<EntryId> {
    this.#start ??= resolvePosition(redis, this.#settings.key, this.#from)
    try {
      return await this.#start
    } catch (error) {
      this.#start = undefined
      throw error
    }
  }

  async #fetch(): Promise<readonly StreamEntry<Event>[]> {
    try {
      const entries = await this.#read()
      this.#interruptions.over()
      return entries
    } catch (error) {
      if (!isPassing(error)) throw error
      await this.#interruptions.wait(error)
      return []
    }
  }

  async #read(): Promise<readonly StreamEntry<Event>[]> {
    const { key, emit } = this.#settings
    return this.#client.run(async (client) => {
      const after = this.#readTo ?? (await this.#begin(client))
      const words = ['COUNT', this.#count, 'BLOCK', this.#blockMs, 'STREAMS', key, after] as const
      const entries = entriesOf(await client.xreadBuffer(...words))
      const last = entries.at(-1)
      if (last === undefined) return []
      this.#readTo = idOf(last[0])
      emit({ type: 'read', count: entries.length })
      return decodeEntries(this.#settings, entries)
    })
  }
}
