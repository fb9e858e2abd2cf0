/** A source of truth whose answers can be held back: a load reads at once, and returns when it is let go. */
export class Origin<Value> {
  loads = 0
  readonly #held: (() => void)[] = []
  #holding = false
  #wanted = { count: Infinity, reached: () => {} }

  constructor(public value: Value) {}

  readonly load = async (): Promise<Value> => {
    this.loads++
    const { value } = this
    if (this.#holding) await this.#hold()
    return value
  }

  hold(): void {
    this.#holding = true
  }

  /** Resolves when that many loads wait to be let go. */
  async waiting(count: number): Promise<void> {
    if (this.#held.length >= count) return
    await new Promise<void>((reached) => (this.#wanted = { count, reached }))
  }

  /** Lets all go that wait, and all that come. */
  letGo(): void {
    this.#holding = false
    for (const go of this.#held.splice(0)) go()
  }

  /** Lets the first go that waits. */
  letFirstGo(): void {
    this.#held.shift()?.()
  }

  #hold(): Promise<void> {
    return new Promise((go) => {
      this.#held.push(go)
      if (this.#held.length >= this.#wanted.count) this.#wanted.reached()
    })
  }
}
