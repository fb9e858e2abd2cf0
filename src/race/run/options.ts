import type { Version } from '../define.js'

/** How a race is to be run. */
export interface RaceOptions {
  /** Default: the race's own number. */
  readonly clients?: number | undefined
  /** At most so many times a client that could go on has to wait. */
  readonly bound?: number | undefined
  /** When there are more orders than so many runs can explore, chance chooses some. Default: 20,000. */
  readonly mostRuns?: number | undefined
  /** So many orders, chosen by chance, instead of all. */
  readonly random?: number | undefined
  /** Names every order that breaks, not only the shortest. */
  readonly all?: boolean
  /** Only this order. */
  readonly replay?: string
  /** Replay on the safe version. */
  readonly safe?: boolean
  /** A person's own implementation, in the place of both. */
  readonly own?: Version<unknown>
}
