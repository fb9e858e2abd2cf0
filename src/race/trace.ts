import { type Step, writeStep } from './steps.js'

/** What a step touches; undefined: perhaps everything. */
export type Touches = { readonly things: readonly string[]; readonly writes: boolean } | undefined

interface Event {
  readonly label: string
  readonly client: number
  readonly touches: Touches
}

/**
 * A way without the order of those steps that commute: of different clients, on different keys, or both only reading.
 * Two ways with the same key lead to the same state. (Mazurkiewicz traces, in the normal form of Foata: a step stands
 * one level above the last one that it depends on.)
 */
export class Trace {
  static readonly start = new Trace([])
  readonly key: string
  readonly #levels: readonly (readonly Event[])[]

  private constructor(levels: readonly (readonly Event[])[]) {
    this.#levels = levels
    this.key = levels
      .map((level) =>
        level
          .map(({ label }) => label)
          .sort()
          .join(' '),
      )
      .join('|')
  }

  with(step: Step, touches: Touches): Trace {
    const event: Event = { label: writeStep(step), client: step.client, touches }
    const below = this.#levels.findLastIndex((level) => level.some((other) => depend(other, event)))
    const levels = this.#levels.map((level, index) => (index === below + 1 ? [...level, event] : level))
    return new Trace(below + 1 < levels.length ? levels : [...levels, [event]])
  }
}

function depend(one: Event, other: Event): boolean {
  if (one.client === other.client || one.touches === undefined || other.touches === undefined) return true
  if (!one.touches.writes && !other.touches.writes) return false
  const { things } = other.touches
  return one.touches.things.some((thing) => things.includes(thing))
}
