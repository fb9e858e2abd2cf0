/** Something that holds timers or connections until it is closed. */
export interface Closable {
  close(): unknown
}

/** What a scene uses, to be closed when it ends, whichever way. */
export class Belongings {
  readonly #things: Closable[] = []

  readonly use = <T extends Closable>(thing: T): T => {
    this.#things.push(thing)
    return thing
  }

  /** The last one first. One that fails to close does not keep the others open. */
  async close(): Promise<void> {
    for (let thing = this.#things.pop(); thing !== undefined; thing = this.#things.pop()) {
      await Promise.resolve(thing.close()).catch(() => {})
    }
  }
}
