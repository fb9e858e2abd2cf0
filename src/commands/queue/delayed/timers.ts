/** The timers of a process, on the run's own clock. They end with the process. */
export class Timers {
  readonly #now: () => number
  #timers: { dueAt: number; act: () => unknown }[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** As setTimeout. */
  readonly set = (act: () => unknown, ms: number): void => {
    this.#timers.push({ dueAt: this.#now() + ms, act })
  }

  async runDue(): Promise<void> {
    const due = this.#timers.filter(({ dueAt }) => dueAt <= this.#now())
    this.#timers = this.#timers.filter((timer) => !due.includes(timer))
    for (const { act } of due) await act()
  }

  clear(): void {
    this.#timers = []
  }
}
