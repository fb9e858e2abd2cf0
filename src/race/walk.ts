import type { Rng } from '../scenario/define.js'
import type { Ground } from './ground.js'
import { writeSchedule } from './steps.js'
import type { Cast } from './cast.js'
import { Trial } from './trial.js'

/** What chance found. */
export interface Walks {
  /** Orders that were run. */
  readonly explored: number
  /** How many orders there are, about. */
  readonly orders: number
  /** How many of those that were run break an invariant, by its claim. */
  readonly broken: ReadonlyMap<string, number>
  /** The fewest steps among them to a broken one. */
  readonly shortest: string | undefined
}

/**
 * Runs so many orders, each step chosen by chance. Where an order has a, b, c … choices, it stands for a·b·c… of them:
 * the mean is an estimate of how many there are (Knuth, "Estimating the efficiency of backtrack programs", 1975).
 */
export async function walk(
  cast: Cast,
  ground: Ground,
  rng: Rng,
  times: number,
  onProgress: (runs: number) => void = () => {},
): Promise<Walks> {
  const broken = new Map<string, number>()
  let shortest: string | undefined
  let weights = 0
  for (let count = 0; count < times; count++) {
    const { weight, claim, schedule, at } = await walkOnce(cast, ground, rng)
    weights += weight
    onProgress(count + 1)
    if (claim === undefined) continue
    broken.set(claim, (broken.get(claim) ?? 0) + 1)
    const found = writeSchedule(schedule.slice(0, at))
    if (shortest === undefined || found.length < shortest.length) shortest = found
  }
  return { explored: times, orders: weights / times, broken, shortest }
}

async function walkOnce(cast: Cast, ground: Ground, rng: Rng) {
  const trial = await Trial.start(cast, ground)
  let weight = 1
  let claim: string | undefined
  let at = 0
  try {
    for (;;) {
      const steps = trial.steps()
      const broken = claim === undefined ? await trial.broken(steps.length === 0) : undefined
      if (broken !== undefined) {
        claim = broken.claim
        at = trial.taken.length
      }
      if (steps.length === 0) return { weight, claim, at, schedule: trial.taken }
      weight *= steps.length
      await trial.take(rng.pick(steps))
    }
  } finally {
    trial.end()
  }
}
