import { sleep } from '../_kit/wait.js'
import type { AckBatch } from './ack-batch.js'
import { bury } from './dead-letters.js'
import { Delivery, type Failure } from './delivery.js'
import type { EntryId } from './entry-id.js'
import type { Member } from './group-options.js'
import { setIdleScript } from './scripts.js'

/** What a consumer has in hand: deliveries that are neither acknowledged nor given up. It shows that it lives. */
export class Holdings<Event> {
  readonly #member: Member<Event>
  readonly #acks: AckBatch
  readonly #retrySoon: () => void
  /** By object: looking text up costs ten times as much, and twice for every entry. */
  readonly #held = new Set<Delivery<Event>>()
  readonly #lost = new WeakMap<Delivery<Event>, AbortController>()

  /** @param retrySoon Called when an entry will be there to claim after `retryDelayMs`. */
  constructor(member: Member<Event>, acks: AckBatch, retrySoon: () => void) {
    this.#member = member
    this.#acks = acks
    this.#retrySoon = retrySoon
  }

  hold(id: EntryId, event: Event, deliveries: number): Delivery<Event> {
    const delivery = new Delivery(id, event, deliveries, this)
    this.#held.add(delivery)
    return delivery
  }

  /** What must not be delivered again: what is in hand, and what is acknowledged as far as this consumer knows. */
  ids(): EntryId[] {
    return [...this.#heldIds(), ...this.#acks.unconfirmed()]
  }

  /** Aborts when the delivery is lost. */
  signalOf(delivery: Delivery<Event>): AbortSignal {
    return this.#loss(delivery).signal
  }

  acknowledge(delivery: Delivery<Event>): void {
    this.#held.delete(delivery)
    this.#acks.add(delivery.id)
  }

  async fail(delivery: Delivery<Event>, error: unknown): Promise<Failure> {
    const { settings, group, maxDeliveries, claimIdleMs, retryDelayMs } = this.#member
    const { id, deliveries } = delivery
    settings.emit({ type: 'failed', group, id, deliveries, error })
    if (deliveries >= maxDeliveries) {
      await this.deadLetter(delivery, error)
      return 'dead-lettered'
    }
    this.#held.delete(delivery)
    await this.#setIdle([id], claimIdleMs - retryDelayMs)
    this.#retrySoon()
    return 'will-retry'
  }

  async deadLetter(delivery: Delivery<Event>, reason: unknown): Promise<void> {
    this.#held.delete(delivery)
    await bury(this.#member, delivery.id, reason instanceof Error ? reason.message : String(reason))
  }

  /** Gives back what nobody has looked at, so that others can take it now. One EVALSHA, or nothing for nothing. */
  async release(deliveries: readonly Delivery<Event>[]): Promise<void> {
    for (const delivery of deliveries) this.#held.delete(delivery)
    if (deliveries.length === 0) return
    await this.#setIdle(
      deliveries.map(({ id }) => id),
      this.#member.claimIdleMs,
      true,
    )
  }

  /** Until aborted, says again and again that what is in hand is worked on: one EVALSHA each time there is any. */
  async renew(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.#member.claimIdleMs / 3, signal).catch(() => {})
      // A renewal that fails is not the last one before another may take over.
      if (!signal.aborted) await this.#renewAll().catch(() => {})
    }
  }

  async #renewAll(): Promise<void> {
    const lost = new Set(await this.#setIdle(this.#heldIds(), 0))
    const deliveries = [...this.#held].filter(({ id }) => lost.has(id))
    if (deliveries.length === 0) return
    for (const delivery of deliveries) {
      this.#held.delete(delivery)
      this.#loss(delivery).abort(new Error('another consumer has taken the entry over'))
    }
    const { settings, group } = this.#member
    settings.emit({ type: 'taken-over', group, ids: deliveries.map(({ id }) => id) })
  }

  /** Made when it is asked for: most deliveries never need one. */
  #loss(delivery: Delivery<Event>): AbortController {
    const loss = this.#lost.get(delivery) ?? new AbortController()
    this.#lost.set(delivery, loss)
    return loss
  }

  async #setIdle(ids: readonly EntryId[], idleMs: number, undo = false): Promise<EntryId[]> {
    if (ids.length === 0) return []
    const { settings, group, consumer } = this.#member
    const names = { group, consumer, idleMs, undo: undo ? 1 : '', ids }
    return setIdleScript.run(settings.redis, { stream: settings.key }, names)
  }

  #heldIds(): EntryId[] {
    return Array.from(this.#held, ({ id }) => id)
  }
}
