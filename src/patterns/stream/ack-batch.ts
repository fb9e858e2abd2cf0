import type { EntryId } from './entry-id.js'
import type { Member } from './group-options.js'

/** Acknowledgements on their way, many in one command. None is given up while the consumer is open. */
export class AckBatch {
  readonly #member: Member<unknown>
  readonly #sending = new Map<Promise<void>, readonly EntryId[]>()
  #ids: EntryId[] = []
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(member: Member<unknown>) {
    this.#member = member
  }

  add(id: EntryId): void {
    this.#ids.push(id)
    if (this.#closed || this.#ids.length >= this.#member.batchSize) this.send()
    else this.#timer ??= setTimeout(() => this.send(), this.#member.ackDelayMs)
  }

  /** Those whose arrival is not known yet. */
  unconfirmed(): EntryId[] {
    return [...[...this.#sending.values()].flat(), ...this.#ids]
  }

  /** Sends what has come together, and does not wait. */
  send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#ids.length === 0) return
    const ids = this.#ids
    this.#ids = []
    const sending = this.#acknowledge(ids)
    this.#sending.set(sending, ids)
    sending.catch(() => {}).finally(() => this.#sending.delete(sending))
  }

  /** Sends, and waits for all that is on its way. @throws when some of it could not be sent. */
  async flush(): Promise<void> {
    this.send()
    await Promise.all(this.#sending.keys())
  }

  /** From now on every acknowledgement is sent by itself, at once. */
  close(): Promise<void> {
    this.#closed = true
    return this.flush()
  }

  async #acknowledge(ids: readonly EntryId[]): Promise<void> {
    const { settings, group } = this.#member
    const count = ids.length
    try {
      await settings.redis.xack(settings.key, group, ...ids)
      settings.emit({ type: 'acked', group, count })
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('NOGROUP')) return // It was pending nowhere.
      settings.emit({ type: 'ack-failed', group, count, error })
      if (!this.#closed) this.#retry(ids)
      throw error
    }
  }

  #retry(ids: readonly EntryId[]): void {
    this.#ids.push(...ids)
    this.#timer ??= setTimeout(() => this.send(), RETRY_MS)
  }
}

const RETRY_MS = 500
