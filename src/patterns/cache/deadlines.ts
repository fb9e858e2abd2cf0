/** A time limit that has begun. */
interface Deadline<Item> {
  readonly tick: number
  readonly item: Item
}

const TICKS = 4

/**
 * Many time limits of one length, for the price of one timer: a limit is `ms`, or up to a quarter more. No limit
 * keeps the process alive.
 */
export class Deadlines<Item> {
  readonly #ms: number
  readonly #missed: (item: Item) => void
  /** In the order of their beginning. */
  readonly #open = new Set<Deadline<Item>>()
  #tick = 0
  #ticking = false

  /** `missed` is called for each whose time is over, unless it was ended before. */
  constructor(ms: number, missed: (item: Item) => void) {
    this.#ms = ms
    this.#missed = missed
  }

  begin(item: Item): Deadline<Item> {
    const deadline = { tick: this.#tick, item }
    this.#open.add(deadline)
    if (!this.#ticking) this.#waitForTick()
    return deadline
  }

  /** False when the time was over. */
  end(deadline: Deadline<Item>): boolean {
    return this.#open.delete(deadline)
  }

  #waitForTick(): void {
    this.#ticking = true
    setTimeout(() => this.#onTick(), this.#ms / TICKS).unref()
  }

  #onTick(): void {
    this.#tick++
    for (const deadline of this.#open) {
      if (this.#tick - deadline.tick <= TICKS) break
      this.#open.delete(deadline)
      this.#missed(deadline.item)
    }
    if (this.#open.size > 0) this.#waitForTick()
    else this.#ticking = false
  }
}
