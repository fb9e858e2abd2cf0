import type { Cast } from '../../../race/cast.js'
import { TooMany } from '../../../race/errors.js'
import { type Exploration, explore } from '../../../race/explore.js'
import { Tallies } from '../../../race/graph.js'
import type { Ground } from '../../../race/ground.js'
import { type Hint, hintAt } from '../../../race/hint.js'
import type { Step } from '../../../race/steps.js'
import { tell, type Told } from '../../../race/tell.js'

/** One order in the making: each move runs it again from the start, so that a move can be taken back. */
export class Game {
  readonly cast: Cast
  readonly #ground: Ground
  readonly #tallies = new Tallies()
  /** undefined: not explored yet; null: there are too many orders to explore. */
  #known: Exploration | null | undefined
  #way: Step[] = []

  constructor(cast: Cast, ground: Ground) {
    this.cast = cast
    this.#ground = ground
  }

  get moves(): number {
    return this.#way.length
  }

  look(): Promise<Told> {
    return tell(this.cast, this.#ground, this.#way, this.cast.version.title)
  }

  go(step: Step): void {
    this.#way = [...this.#way, step]
  }

  undo(): void {
    this.#way = this.#way.slice(0, -1)
  }

  restart(): void {
    this.#way = []
  }

  /** In how many steps it can be broken from the start. */
  async fewest(): Promise<number | undefined> {
    const known = await this.explored()
    return known && hintAt(known.root, [], this.#tallies)?.stepsLeft
  }

  /** What the explorer would do here; undefined when there are too many orders for it. */
  async hint(): Promise<Hint | undefined> {
    const known = await this.explored()
    return known === undefined ? undefined : hintAt(known.root, this.#way, this.#tallies)
  }

  /** All orders of this version. */
  async explored(): Promise<Exploration | undefined> {
    this.#known ??= await explore(this.cast, this.#ground).catch((error: unknown) => {
      if (error instanceof TooMany) return null
      throw error
    })
    return this.#known ?? undefined
  }
}
