import { wholeNumber } from '../_kit/check.js'
import { untilAborted } from '../_kit/wait.js'
import { AckBatch } from './ack-batch.js'
import type { Delivery } from './delivery.js'
import { GroupFeed } from './group-feed.js'
import { type GroupOptions, resolveMember } from './group-options.js'
import { GroupView } from './group-view.js'
import { Holdings } from './holdings.js'
import { Intake } from './intake.js'
import type { Settings } from './options.js'
import { removeConsumersScript } from './scripts.js'

/** What is done with each entry. When it throws, the entry has failed; else it is acknowledged. */
export type Handler<Event> = (delivery: Delivery<Event>) => unknown

/** How `run` works. */
export interface RunOptions {
  /** How many handlers run at a time. With more than 1, entries may be finished in another order. Default: 1. */
  concurrency?: number
  /** Ends the run and closes the consumer: handlers that have begun go on to their end. */
  signal?: AbortSignal
}

/** How long closing waits for the server. What it does not answer by then is delivered again, to somebody else. */
const CLOSE_LIMIT_MS = 2_000

/**
 * One consumer of a group, what `EventStream.group` gives: each entry goes to one consumer of the group, and comes
 * back until one has acknowledged it: at least once. It is to be read in one loop, or with `run`.
 *
 * Entries come in this order: what this consumer had left pending under its name, what others have left idle, what
 * is new. While it has entries in hand it says so to the server every third of `claimIdleMs`, so only a consumer
 * that has died, stands still, or is cut off loses them to others. It has a connection of its own for reading, made
 * at the first read; everything else goes over the caller's.
 *
 * Source: consumer groups as the documentation of Redis describes them, and its XAUTOCLAIM for dead consumers.
 *
 * @example
 * ```ts
 * const orders = new EventStream<{ item: string }>(redis, { name: 'orders' })
 * await orders.append({ item: 'tea' })
 * await using billing = orders.group('billing', { consumer: 'worker-1' })
 * for await (const delivery of billing) {
 *   delivery.event // -> { item: 'tea' }
 *   delivery.ack()
 *   break // The consumer stays open: another loop goes on from here.
 * }
 * ```
 */
export class GroupConsumer<Event>
  extends GroupView<Event>
  implements AsyncIterable<Delivery<Event>>, AsyncDisposable
{
  readonly #acks: AckBatch
  readonly #holdings: Holdings<Event>
  readonly #feed: GroupFeed<Event>
  readonly #intake: Intake<Delivery<Event>>
  readonly #closing = new AbortController()
  readonly #workers: Promise<void>[] = []
  readonly #open: Set<AsyncDisposable>
  #renewing: Promise<void> | undefined
  #closed: Promise<void> | undefined

  /** @internal Use `EventStream.group`. */
  constructor(settings: Settings<Event>, group: string, options: GroupOptions, open: Set<AsyncDisposable>) {
    const member = resolveMember(settings, group, options)
    super(member)
    const ended = this.#closing.signal
    this.#acks = new AckBatch(member)
    this.#holdings = new Holdings(member, this.#acks, () => this.#feed.claimSoon())
    this.#feed = new GroupFeed(member, this.#holdings, ended)
    this.#intake = new Intake(() => this.#fetch(), ended)
    this.#open = open.add(this)
    this.#endWith(options.signal)
  }

  /** The name of this consumer. */
  get consumer(): string {
    return this.member.consumer
  }

  /**
   * Makes the group now, if it is not there; true when it was made. Reading does so by itself: this is for
   * `from: 'now'`, when what is appended from here on must not be missed. One XGROUP CREATE, and for `'now'` one XINFO.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('before')
   * await using billing = orders.group('billing', { from: 'now' })
   * await billing.create() // -> true
   * await orders.append('after')
   * const { value } = await billing[Symbol.asyncIterator]().next()
   * value?.event // -> 'after'
   * ```
   */
  create(): Promise<boolean> {
    return this.#feed.create(this.member.settings.redis)
  }

  /** Leaving a loop closes nothing: what was read and not handed out stays for the next loop, or for `close`. */
  [Symbol.asyncIterator](): AsyncIterator<Delivery<Event>, undefined> {
    return { next: () => this.#intake.next(), return: async () => ({ done: true, value: undefined }) }
  }

  /**
   * Calls the handler with each entry, and acknowledges the entry when it is done. When it throws, the entry is
   * delivered again after `retryDelayMs`, and is a dead letter after `maxDeliveries`. Resolves when the signal has
   * aborted, or `close` was called, all handlers that had begun are done and their acknowledgements are sent.
   *
   * Per entry, while entries flow: a hundredth of an XREADGROUP and of an XACK, with the default `batchSize`.
   *
   * @throws what the server answers to a wrong key or missing rights. A lost connection is no error here.
   * @throws {TypeError} unless `concurrency` is a whole number, 1 or more.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * const billing = orders.group('billing')
   * const done = new AbortController()
   * const seen = []
   * await billing.run(({ event }) => { seen.push(event); done.abort() }, { signal: done.signal })
   * seen // -> ['tea']
   * ```
   */
  async run(handler: Handler<Event>, { concurrency = 1, signal }: RunOptions = {}): Promise<void> {
    wholeNumber(concurrency, 'concurrency', 1)
    this.#endWith(signal)
    const workers = Array.from({ length: concurrency }, () => this.#work(handler))
    this.#workers.push(...workers)
    try {
      await Promise.all(workers)
    } finally {
      await this.close()
    }
  }

  /**
   * Resolves when every acknowledgement given so far has arrived. One XACK, or nothing.
   *
   * @throws when one could not be sent; it is kept, and tried again.
   * @example
   * ```ts
   * const billing = new EventStream(redis, { name: 'orders' }).group('billing')
   * await billing.flush()
   * await billing.close()
   * ```
   */
  flush(): Promise<void> {
    return this.#acks.flush()
  }

  /**
   * Ends reading at once, waits for the handlers of `run` that have begun, sends their acknowledgements, gives back
   * what was read and not handed out, and leaves the group. Three commands at most; two seconds for them at most.
   * An entry that a loop still works on can be acknowledged later. Again: nothing. Never await it in a handler.
   *
   * @example
   * ```ts
   * const billing = new EventStream(redis, { name: 'orders' }).group('billing')
   * await billing.close()
   * ```
   */
  close(): Promise<void> {
    this.#closing.abort()
    this.#closed ??= this.#leave()
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #endWith(signal: AbortSignal | undefined): void {
    if (signal?.aborted) this.#closing.abort()
    else signal?.addEventListener('abort', () => this.#closing.abort(), { signal: this.#closing.signal })
  }

  #fetch(): Promise<readonly Delivery<Event>[]> {
    this.#renewing ??= this.#holdings.renew(this.#closing.signal)
    this.#acks.send() // The read may wait; nothing waits for it.
    return this.#feed.fetch()
  }

  async #work(handler: Handler<Event>): Promise<void> {
    for (;;) {
      const { value: delivery } = await this.#intake.next()
      if (delivery === undefined) return
      try {
        await handler(delivery)
        delivery.ack()
      } catch (error) {
        await delivery.fail(error).catch(() => {}) // It stays pending, and comes again when it has been idle.
      }
    }
  }

  async #leave(): Promise<void> {
    await Promise.allSettled(this.#workers)
    await untilAborted(this.#sayGoodbye(), AbortSignal.timeout(CLOSE_LIMIT_MS)).catch(() => {})
    await this.#renewing
    this.#open.delete(this)
  }

  async #sayGoodbye(): Promise<void> {
    const { settings, group, consumer } = this.member
    await this.#acks.close()
    if (this.#renewing === undefined) return // It has never read.
    await this.#holdings.release(this.#intake.leave())
    const names = { group, consumer, minIdleMs: '' }
    await removeConsumersScript.run(settings.redis, { stream: settings.key }, names)
  }
}
