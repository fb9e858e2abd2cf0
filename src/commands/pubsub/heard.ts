/** What somebody has heard, and a way to wait for it: deliveries are no replies, so nobody is told when they come. */
export class Heard<Item = string> {
  readonly items: Item[] = []
  readonly #waiting: { isEnough: () => boolean; wake: () => void }[] = []

  readonly add = (item: Item): void => {
    this.items.push(item)
    for (const { isEnough, wake } of this.#waiting) if (isEnough()) wake()
  }

  /** Resolves when this item has come. What was published before it has come then, too. */
  includes(item: Item): Promise<void> {
    return this.#until(() => this.items.includes(item))
  }

  /** Resolves when there are so many. */
  count(count: number): Promise<void> {
    return this.#until(() => this.items.length >= count)
  }

  #until(isEnough: () => boolean): Promise<void> {
    if (isEnough()) return Promise.resolve()
    return new Promise((wake) => this.#waiting.push({ isEnough, wake }))
  }
}
