const MOST_KEPT = 3

/** Names of the file that may be meant by one that is not in it: the same letters, or one within the other. */
export class CloseNames {
  readonly #wanted: string
  readonly #same = new Set<string>()
  readonly #alike = new Set<string>()

  constructor(wanted: string) {
    this.#wanted = fold(wanted)
  }

  see(member: string): void {
    if (this.#wanted === '') return
    const name = fold(member)
    if (name === this.#wanted) keep(this.#same, member)
    else if (name.includes(this.#wanted)) keep(this.#alike, member)
  }

  /** The likeliest first. */
  get names(): string[] {
    return [...this.#same, ...this.#alike].slice(0, MOST_KEPT)
  }
}

function keep(names: Set<string>, member: string): void {
  if (names.size < MOST_KEPT) names.add(member)
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '')
}
