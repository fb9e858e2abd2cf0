import type { VirtualClock } from '../../scenario/define.js'

interface OriginOptions {
  clock: VirtualClock
  /** How long a load takes, on the run's own clock. */
  loadMs: number
  /** How many loads it works on at a time. */
  pool?: number
}

/**
 * The database behind the cache. A load reads what is there when it begins, and then takes its time. It can be held,
 * so that something else happens meanwhile.
 */
export class Origin<Value> {
  readonly values = new Map<string, Value>()
  loads = 0
  /** What every load throws from now on. */
  failure: Error | undefined
  readonly #options: OriginOptions
  #isHolding = false
  #held: (() => void)[] = []
  #awaited = { count: Number.POSITIVE_INFINITY, reached: () => {} }

  constructor(options: OriginOptions) {
    this.#options = options
  }

  readonly load = async ({ key }: { key: string }): Promise<Value | null> => {
    this.loads++
    const value = this.values.get(key) ?? null
    await (this.#isHolding ? this.#hold() : this.#work())
    if (this.failure !== undefined) throw this.failure
    return value
  }

  /** Loads that begin from now on do not end before `letGo`. */
  hold(): void {
    this.#isHolding = true
  }

  /** Resolves when that many loads are held. */
  waiting(count: number): Promise<void> {
    if (this.#held.length >= count) return Promise.resolve()
    return new Promise((reached) => (this.#awaited = { count, reached }))
  }

  /** Works on the held loads: a pool of them at a time, in the order in which they came. */
  async letGo(loadMs = this.#options.loadMs): Promise<void> {
    this.#isHolding = false
    const { pool = Number.POSITIVE_INFINITY } = this.#options
    while (this.#held.length > 0) {
      await this.#work(loadMs)
      for (const end of this.#held.splice(0, pool)) end()
    }
  }

  async #work(ms = this.#options.loadMs): Promise<void> {
    if (ms > 0) await this.#options.clock.advance(ms)
  }

  #hold(): Promise<void> {
    return new Promise((end) => {
      this.#held.push(end)
      if (this.#held.length >= this.#awaited.count) this.#awaited.reached()
    })
  }
}
