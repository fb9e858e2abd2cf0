const MOST = 10_000

/**
 * Until when entries that were seen are fresh, as far as this process knows: those are read by a plain GET, which
 * is cheaper than the script that could also take a lease. To be wrong costs a second command, and nothing else.
 */
export class Sightings {
  readonly #freshUntil = new Map<string, number>()
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** How long the entry is still fresh. 0: not, or not known. */
  freshMs(key: string): number {
    const until = this.#freshUntil.get(key)
    if (until === undefined) return 0
    const left = until - this.#clock()
    if (left > 0) return left
    this.#freshUntil.delete(key)
    return 0
  }

  note(key: string, freshMs: number): void {
    if (this.#freshUntil.size >= MOST && !this.#freshUntil.has(key)) this.#forgetOldest()
    this.#freshUntil.set(key, this.#clock() + freshMs)
  }

  forget(key: string): void {
    this.#freshUntil.delete(key)
  }

  #forgetOldest(): void {
    for (const oldest of this.#freshUntil.keys()) return void this.#freshUntil.delete(oldest)
  }
}
