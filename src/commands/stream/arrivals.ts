import type { Rng } from '../../scenario/define.js'
import { orders } from './orders.js'

/** An order for which the reader waits, and those that arrive while it works on that one. */
export interface Round {
  wakes: number
  whileBusy: number[]
}

const MOST_WHILE_BUSY = 2

/** When orders arrive. In the first round some come while the reader is busy, in others perhaps none. */
export function arrivals(count: number, rng: Rng): Round[] {
  const coming = orders(count)
  const rounds: Round[] = []
  for (let wakes = coming.shift(); wakes !== undefined; wakes = coming.shift()) {
    const least = rounds.length === 0 ? 1 : 0
    rounds.push({ wakes, whileBusy: coming.splice(0, rng.int(least, MOST_WHILE_BUSY)) })
  }
  return rounds
}
