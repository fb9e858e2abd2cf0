/** Something that holds timers or connections until it is closed. */
export interface Closable {
  close(): unknown
}

/** What a scene uses, to be closed when it ends, whichever way. */
export class Belongings {
  readonly #things: Closable[] = []
  #ended = false

  readonly use = <T extends Closable>(thing: T): T => {
    this.#things.push(thing)
    if (this.#ended) void this.close()
    return thing
  }

  /** The last one first. One that fails to close does not keep the others open. */
  async close(): Promise<void> {
    for (let thing = this.#things.pop(); thing !== undefined; thing = this.#things.pop()) {
      await Promise.resolve(thing.close()).catch(() => {})
    }
  }

  /** The same, and closes at once what a scene that was stopped in the middle still begins to use. */
  async end(): Promise<void> {
    this.#ended = true
    await this.close()
  }
}
