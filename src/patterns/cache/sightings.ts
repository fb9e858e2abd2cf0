const MOST = 10_000

/**
 * Until when entries that were seen are fresh, as far as this process knows: those are read by a plain GET, which
 * is cheaper than the script that could also take a lease. To be wrong costs a second command, and nothing else.
 */
export class Sightings {
  readonly #clock: () => number
  /** When `#recent` is full, it becomes the earlier ones, and those are forgotten. */
  #recent = new Map<string, number>()
  #earlier = new Map<string, number>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** How long the entry is still fresh. 0: not, or not known. */
  freshMs(key: string): number {
    const until = this.#recent.get(key) ?? this.#earlier.get(key)
    return until === undefined ? 0 : Math.max(0, until - this.#clock())
  }

  note(key: string, freshMs: number): void {
    if (this.#recent.size >= MOST) {
      this.#earlier = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(key, this.#clock() + freshMs)
  }

  forget(key: string): void {
    this.#recent.delete(key)
    this.#earlier.delete(key)
  }
}
