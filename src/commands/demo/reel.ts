import type { Slide } from './slides.js'

/** Slides that are made when they are first looked at, and kept: going back shows what was recorded. */
export class Reel {
  readonly #source: AsyncIterator<Slide, void>
  readonly #slides: Slide[] = []
  #done = false

  constructor(source: AsyncIterator<Slide, void>) {
    this.#source = source
  }

  /** Undefined behind the last one. */
  async at(index: number): Promise<Slide | undefined> {
    while (!this.#done && this.#slides.length <= index) {
      const next = await this.#source.next()
      if (next.done === true) this.#done = true
      else this.#slides.push(next.value)
    }
    return this.#slides[index]
  }

  /** How many there are, once all have been made. */
  get total(): number | undefined {
    return this.#done ? this.#slides.length : undefined
  }
}
