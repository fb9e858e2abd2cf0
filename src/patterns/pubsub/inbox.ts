/** What waits to be handed over, up to a limit. */
export class Inbox<Item> {
  readonly #limit: number
  readonly #items: Item[] = []
  #closed = false
  readonly #readers: ((item: Item | undefined) => void)[] = []
  readonly #writers = new Set<() => void>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many more fit. What tells of a loss is put in even when nothing fits. */
  get room(): number {
    return this.#limit - this.#items.length
  }

  put(item: Item): void {
    if (this.#closed) return
    const reader = this.#readers.shift()
    if (reader) reader(item)
    else this.#items.push(item)
  }

  /** The next one, as soon as there is one; undefined after the end. */
  async next(): Promise<Item | undefined> {
    const item = this.#items.shift()
    if (2 * this.#items.length <= this.#limit) this.#wakeWriters()
    if (item !== undefined || this.#closed) return item
    return new Promise((resolve) => this.#readers.push(resolve))
  }

  /** Resolves when it is at most half full, or closed. */
  async halfEmpty(): Promise<void> {
    if (this.#closed || 2 * this.#items.length <= this.#limit) return
    await new Promise<void>((resolve) => this.#writers.add(resolve))
  }

  /** What still waits is thrown away. */
  close(): void {
    this.#closed = true
    this.#items.length = 0
    for (const reader of this.#readers.splice(0)) reader(undefined)
    this.#wakeWriters()
  }

  #wakeWriters(): void {
    for (const wake of this.#writers) wake()
    this.#writers.clear()
  }
}
