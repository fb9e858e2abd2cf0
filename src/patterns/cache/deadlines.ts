/** A time limit that has begun: one of a ring, in the order of their beginning. */
class Deadline<Item> {
  before: Deadline<Item> = this
  after: Deadline<Item> = this

  constructor(
    readonly tick: number,
    readonly item: Item,
  ) {}
}

const TICKS = 4

/**
 * Many time limits of one length, for the price of one timer: a limit is `ms`, or up to a quarter more. No limit
 * keeps the process alive. A hot path: a ring costs less than a Set.
 */
export class Deadlines<Item> {
  readonly #ms: number
  readonly #missed: (item: Item) => void
  /** Stands between the last and the first. */
  readonly #ring = new Deadline<Item | undefined>(Infinity, undefined)
  #tick = 0
  #ticking = false

  /** `missed` is called for each whose time is over, unless it was ended before. */
  constructor(ms: number, missed: (item: Item) => void) {
    this.#ms = ms
    this.#missed = missed
  }

  begin(item: Item): Deadline<Item> {
    const deadline = new Deadline(this.#tick, item)
    insertBefore(this.#ring as Deadline<Item>, deadline)
    if (!this.#ticking) this.#waitForTick()
    return deadline
  }

  /** False when the time was over. */
  end(deadline: Deadline<Item>): boolean {
    if (deadline.after === deadline) return false
    remove(deadline)
    return true
  }

  #waitForTick(): void {
    this.#ticking = true
    setTimeout(() => this.#onTick(), this.#ms / TICKS).unref()
  }

  #onTick(): void {
    this.#tick++
    for (let first = this.#first; this.#tick - first.tick > TICKS; first = this.#first) {
      remove(first)
      this.#missed(first.item)
    }
    if (this.#first === this.#ring) this.#ticking = false
    else this.#waitForTick()
  }

  get #first(): Deadline<Item> {
    return this.#ring.after as Deadline<Item>
  }
}

function insertBefore<Item>(next: Deadline<Item>, deadline: Deadline<Item>): void {
  deadline.before = next.before
  deadline.after = next
  next.before.after = deadline
  next.before = deadline
}

/** A ring of its own is left. */
function remove<Item>(deadline: Deadline<Item>): void {
  deadline.before.after = deadline.after
  deadline.after.before = deadline.before
  deadline.before = deadline
  deadline.after = deadline
}
