import type { Envelope } from './envelope.js'
import type { Position } from './types.js'

/** How many messages it remembers: a failover loses what its replica had not got, which is fewer. */
const SIZE = 256

/** The newest messages that were handed on, to find where two histories part. */
export class Recent {
  static readonly size = SIZE
  #history = ''
  readonly #ids = new Map<number, string>()

  add({ history, seq, id }: Position): void {
    if (history !== this.#history) this.#ids.clear()
    this.#history = history
    this.#ids.set(seq, id)
    this.#ids.delete(seq - SIZE)
  }

  /** The number before which it remembers nothing. */
  get oldest(): number {
    const [oldest = 1] = this.#ids.keys()
    return oldest
  }

  /** Whether it knows another message of that number. */
  contradicts({ history, seq, id }: Position): boolean {
    return history === this.#history && (this.#ids.get(seq) ?? id) !== id
  }

  /** The last of these messages that was handed on. */
  lastOf(messages: readonly Envelope[]): Envelope | undefined {
    return messages.findLast(({ history, seq, id }) => history === this.#history && this.#ids.get(seq) === id)
  }
}
