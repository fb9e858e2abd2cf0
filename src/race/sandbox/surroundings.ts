import { seededRng } from '../../scenario/rng.js'
import { VirtualTimers } from './timers.js'

const LARGEST = 0x7fff_ffff

/** What a client sees instead of the real clock, timers and chance: the same each time that an order is run. */
export class Surroundings {
  readonly timers: VirtualTimers
  readonly now: () => number
  readonly #rng
  /** Turns of the event loop that the program has asked for. */
  #turns = 0

  constructor(now: () => number, seed: number) {
    this.now = now
    this.timers = new VirtualTimers(now)
    this.#rng = seededRng(seed)
  }

  /** From 0 to below 1. */
  random(): number {
    return this.#rng.int(0, LARGEST - 1) / LARGEST
  }

  bytes(into: Uint8Array): void {
    for (let at = 0; at < into.length; at++) into[at] = this.#rng.int(0, 255)
  }

  /** Does it wait for the event loop itself? */
  get busy(): boolean {
    return this.#turns > 0
  }

  onTurn(act: () => void): () => void {
    this.#turns++
    return () => {
      this.#turns--
      act()
    }
  }
}
