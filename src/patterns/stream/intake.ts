/**
 * Hands out items one by one, and fetches more when there are none. Any number may ask at once: each item goes to
 * one of them, in order, and only one fetch is under way.
 */
export class Intake<Item> {
  readonly #fetch: () => Promise<readonly Item[]>
  readonly #ended: AbortSignal
  #items: readonly Item[] = []
  #at = 0
  #fetching: Promise<void> | undefined

  /** @param fetch May come back with nothing; then it is called again. Settles soon after `ended` aborts. */
  constructor(fetch: () => Promise<readonly Item[]>, ended: AbortSignal) {
    this.#fetch = fetch
    this.#ended = ended
  }

  /** The next item; undefined after the end. @throws what `fetch` throws. */
  async take(): Promise<Item | undefined> {
    while (!this.#ended.aborted) {
      if (this.#at < this.#items.length) return this.#items[this.#at++]
      await (this.#fetching ??= this.#refill())
    }
    return undefined
  }

  /** What was fetched and not taken. It will not be handed out any more. */
  leave(): readonly Item[] {
    const rest = this.#items.slice(this.#at)
    this.#items = []
    this.#at = 0
    return rest
  }

  async #refill(): Promise<void> {
    try {
      this.#items = await this.#fetch()
      this.#at = 0
    } finally {
      this.#fetching = undefined
    }
  }
}
