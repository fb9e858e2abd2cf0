/** Work that runs at the same time, never more than `limit` of it. */
export class InFlight {
  readonly #limit: number
  readonly #running: Promise<unknown>[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Waits for a free place. @throws what earlier work threw. */
  async add(start: () => Promise<unknown>): Promise<void> {
    if (this.#running.length >= this.#limit) await this.#running.shift()
    const work = start()
    // Its failure is thrown when its turn comes; until then it is not unhandled.
    work.catch(() => {})
    this.#running.push(work)
  }

  /** Waits for all of it. */
  async settle(): Promise<void> {
    while (this.#running.length > 0) await this.#running.shift()
  }
}
