/** A timer on a clock that stands still unless it is moved. Looks like the handle of `setTimeout`. */
export class VirtualTimer {
  #counts = true

  constructor(
    readonly act: () => void,
    public dueMs: number,
    readonly everyMs: number | undefined,
    readonly timers: VirtualTimers,
  ) {}

  /** Does a program wait for it? Not for one that was told `unref`. */
  hasRef(): boolean {
    return this.#counts
  }

  ref(): this {
    this.#counts = true
    return this
  }

  unref(): this {
    this.#counts = false
    return this
  }

  refresh(): this {
    return this
  }

  close(): this {
    this.timers.clear(this)
    return this
  }

  [Symbol.dispose](): void {
    this.timers.clear(this)
  }
}

/** The timers of one client. */
export class VirtualTimers {
  readonly #now: () => number
  readonly #timers = new Set<VirtualTimer>()

  constructor(now: () => number) {
    this.#now = now
  }

  set(act: () => void, ms: number, everyMs?: number): VirtualTimer {
    const timer = new VirtualTimer(act, this.#now() + Math.max(1, ms || 1), everyMs, this)
    this.#timers.add(timer)
    return timer
  }

  clear(timer: VirtualTimer): void {
    this.#timers.delete(timer)
  }

  clearAll(): void {
    this.#timers.clear()
  }

  /** When the first one is due that the program waits for. */
  get nextMs(): number | undefined {
    const due = [...this.#timers].filter((timer) => timer.hasRef()).map(({ dueMs }) => dueMs)
    return due.length === 0 ? undefined : Math.min(...due)
  }

  /** Those that are due, in their order. @returns how many. */
  fire(): number {
    const now = this.#now()
    const due = [...this.#timers]
      .filter(({ dueMs }) => dueMs <= now)
      .sort((one, other) => one.dueMs - other.dueMs)
    for (const timer of due) {
      if (!this.#timers.has(timer)) continue
      if (timer.everyMs === undefined) this.#timers.delete(timer)
      // As in Node: what was missed is not made up for.
      else timer.dueMs = now + Math.max(1, timer.everyMs)
      timer.act()
    }
    return due.length
  }
}
