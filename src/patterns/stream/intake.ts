interface Taker<Item> {
  resolve(result: IteratorResult<Item, undefined>): void
  reject(error: unknown): void
}

/**
 * Hands out items one by one, and fetches more when there are none. Any number may ask at once: each item goes to
 * one of them, in order, and only one fetch is under way.
 */
export class Intake<Item> {
  readonly #fetch: () => Promise<readonly Item[]>
  readonly #ended: AbortSignal
  readonly #takers: Taker<Item>[] = []
  #items: readonly Item[] = []
  #at = 0
  #filling = false

  /** @param fetch May come back with nothing; then it is called again. Settles soon after `ended` aborts. */
  constructor(fetch: () => Promise<readonly Item[]>, ended: AbortSignal) {
    this.#fetch = fetch
    this.#ended = ended
  }

  /** What was handed out last. */
  get last(): Item | undefined {
    return this.#items[this.#at - 1]
  }

  /** The next item, or the end. Rejects with what `fetch` rejects with. A hot path: one promise and no more. */
  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#ended.aborted) return Promise.resolve(END)
    if (this.#at < this.#items.length) return Promise.resolve(this.#hand())
    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject })
      if (!this.#filling) void this.#fill()
    })
  }

  /** After the end: what was fetched and not handed out. */
  leave(): readonly Item[] {
    return this.#items.slice(this.#at)
  }

  async #fill(): Promise<void> {
    this.#filling = true
    try {
      while (this.#takers.length > 0 && !this.#ended.aborted) this.#refill(await this.#fetch())
      for (const { resolve } of this.#takers.splice(0)) resolve(END)
    } catch (error) {
      for (const { reject } of this.#takers.splice(0)) reject(error)
    } finally {
      this.#filling = false
    }
  }

  #refill(items: readonly Item[]): void {
    if (items.length === 0) return
    this.#items = items
    this.#at = 0
    for (const { resolve } of this.#takers.splice(0, items.length)) resolve(this.#hand())
  }

  #hand(): IteratorResult<Item, undefined> {
    return { done: false, value: this.#items[this.#at++] as Item }
  }
}

const END: IteratorReturnResult<undefined> = { done: true, value: undefined }
