import type { QueueStage } from '../params.js'
import { type Payment, payments } from '../payments.js'

export const RESTART_MS = 1_000
export const SHORTEST_MS = 1_000
export const LONGEST_MS = 4_000

/** The same for every version. */
export interface Load {
  payments: readonly Payment[]
  /** How long each order takes. */
  durations: ReadonlyMap<string, number>
  /** The orders whose first attempt kills its worker. */
  fatal: ReadonlySet<string>
}

export function planLoad({ params, rng }: QueueStage): Load {
  const all = payments(params.jobs)
  const orders = all.map(({ order }) => order)
  const fatal = Math.max(1, Math.round((params.jobs * params.crashRate) / 100))
  return {
    payments: all,
    durations: new Map(orders.map((order) => [order, rng.int(SHORTEST_MS, LONGEST_MS)])),
    fatal: new Set(rng.shuffle(orders).slice(0, fatal)),
  }
}

/** Nobody dies. */
export function unharmed(load: Load): Load {
  return { ...load, fatal: new Set() }
}
