/** Milliseconds. Each divides the next one, so that bins can be put together. */
const STEPS = [
  10, 50, 100, 500, 1000, 5000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000,
  43_200_000, 86_400_000, 604_800_000, 2_419_200_000, 31_449_600_000,
]
const MOST_BINS = 40

/** Counts moments of several kinds in stretches of time, which grow when there would be too many of them. */
export class TimeBins<Kind extends string> {
  readonly #counts: Map<Kind, Map<number, number>>
  #step: number
  #first = Infinity
  #last = -Infinity

  /** No bin is shorter than `leastMs`. */
  constructor(kinds: readonly Kind[], leastMs: number) {
    this.#counts = new Map(kinds.map((kind) => [kind, new Map()]))
    this.#step = STEPS.findIndex((step) => step >= leastMs)
  }

  /** The length of a bin in milliseconds. */
  get each(): number {
    return STEPS[this.#step] as number
  }

  add(kind: Kind, time: number): void {
    this.#reach(time)
    const counts = this.#counts.get(kind)
    const bin = Math.floor(time / this.each)
    counts?.set(bin, (counts.get(bin) ?? 0) + 1)
  }

  /** One count for each bin, the earliest first. */
  values(kind: Kind): number[] {
    const counts = this.#counts.get(kind)
    if (this.#first > this.#last) return []
    return Array.from({ length: this.#bins }, (_, index) => counts?.get(this.#firstBin + index) ?? 0)
  }

  #reach(time: number): void {
    this.#first = Math.min(this.#first, time)
    this.#last = Math.max(this.#last, time)
    while (this.#bins > MOST_BINS && this.#step < STEPS.length - 1) this.#widen()
  }

  #widen(): void {
    const before = this.each
    this.#step++
    for (const [kind, counts] of this.#counts) {
      const wider = new Map<number, number>()
      for (const [bin, count] of counts) {
        const at = Math.floor((bin * before) / this.each)
        wider.set(at, (wider.get(at) ?? 0) + count)
      }
      this.#counts.set(kind, wider)
    }
  }

  get #firstBin(): number {
    return Math.floor(this.#first / this.each)
  }

  get #bins(): number {
    return Math.floor(this.#last / this.each) - this.#firstBin + 1
  }
}
