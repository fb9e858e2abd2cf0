/** What a subscriber has heard, and a way to wait for it: what is pushed is no reply, so nobody is told when it comes. */
export class Ear {
  readonly heard: number[] = []
  #wanted: number | undefined
  #wake: () => void = () => {}

  readonly add = (order: number): void => {
    this.heard.push(order)
    if (order === this.#wanted) this.#wake()
  }

  /** Resolves when this order has come. What was published before it has come then, too. */
  until(order: number): Promise<void> {
    if (this.heard.includes(order)) return Promise.resolve()
    this.#wanted = order
    return new Promise((wake) => (this.#wake = wake))
  }
}
