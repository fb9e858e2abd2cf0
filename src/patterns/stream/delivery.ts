import type { EntryId } from './entry-id.js'
import type { Holdings } from './holdings.js'

/** What has become of an entry whose work has failed. */
export type Failure = 'will-retry' | 'dead-lettered'

/**
 * An entry in the hands of one consumer, until it is acknowledged, has failed, or is given up. Another consumer
 * gets it when this one shows no sign of life; so the work may be done twice, and must bear that.
 *
 * @example
 * ```ts
 * const orders = new EventStream<string>(redis, { name: 'orders' })
 * await orders.append('tea')
 * await using billing = orders.group('billing', { consumer: 'worker-1' })
 * for await (const delivery of billing) {
 *   delivery.event // -> 'tea'
 *   delivery.ack()
 *   break
 * }
 * ```
 */
export class Delivery<Event> {
  /** The same for every delivery of the entry: what makes the work idempotent can be kept under it. */
  readonly id: EntryId
  readonly event: Event
  /** How often it was delivered, this time included. */
  readonly deliveries: number
  readonly #holdings: Holdings<Event>
  #settled = false

  /** @internal */
  constructor(id: EntryId, event: Event, deliveries: number, holdings: Holdings<Event>) {
    this.id = id
    this.event = event
    this.deliveries = deliveries
    this.#holdings = holdings
  }

  /** Aborts when another consumer has taken the entry over, or it was deleted: this work is not wanted any more. */
  get signal(): AbortSignal {
    return this.#holdings.signalOf(this)
  }

  /**
   * The work is done: the entry is never delivered to this group again. The acknowledgement is sent with others:
   * when `batchSize` of them have come together, before a read, after `ackDelayMs`, and on `close`. Until it has arrived, a crash means another delivery. `GroupConsumer.flush` waits for it. Again: nothing.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * await using billing = orders.group('billing')
   * const { value } = await billing[Symbol.asyncIterator]().next()
   * value?.ack()
   * await billing.flush()
   * const { count } = await billing.pending()
   * count // -> 0
   * ```
   */
  ack(): void {
    if (this.#settle()) this.#holdings.acknowledge(this)
  }

  /**
   * The work has failed. The entry is delivered again after `retryDelayMs`, or is a dead letter when it has had
   * `maxDeliveries`. One EVALSHA. After `ack`: nothing happens.
   *
   * @param reason An error or text, for the dead letter.
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * await using billing = orders.group('billing', { maxDeliveries: 1 })
   * const { value } = await billing[Symbol.asyncIterator]().next()
   * await value?.fail(new Error('no stock')) // -> 'dead-lettered'
   * ```
   */
  async fail(reason: unknown): Promise<Failure | undefined> {
    return this.#settle() ? this.#holdings.fail(this, reason) : undefined
  }

  /**
   * There is no use in trying again: the entry is a dead letter at once. One EVALSHA. After `ack`: nothing happens.
   *
   * @example
   * ```ts
   * const orders = new EventStream<string>(redis, { name: 'orders' })
   * await orders.append('tea')
   * await using billing = orders.group('billing')
   * const { value } = await billing[Symbol.asyncIterator]().next()
   * await value?.deadLetter('no such item')
   * const [letter] = await billing.deadLetters()
   * letter?.reason // -> 'no such item'
   * ```
   */
  async deadLetter(reason: unknown): Promise<void> {
    if (this.#settle()) await this.#holdings.deadLetter(this, reason)
  }

  #settle(): boolean {
    const first = !this.#settled
    this.#settled = true
    return first
  }
}
