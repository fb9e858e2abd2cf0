import type { Sources } from '../candidates.js'
import type { Capability, Engine } from '../engine.js'

/** What `doctor` shows. */
export interface Diagnosis {
  /** Where an engine could come from, in the order in which they are preferred. */
  sources: SourceReport[]
  /** What was opened, and closed again. */
  engine?: EngineReport
  /** Why nothing was. */
  problem?: { message: string; hint: string }
  /** What would make it better, a sentence each. */
  advice: string[]
}

export interface SourceReport {
  source: keyof Sources
  found: boolean
  used: boolean
  /** An address, or the path of a program. */
  where?: string
  /** Such as `redis 7.0.15`. */
  version?: string
  /** Why it is used, or why it is not: a clause without a full stop. */
  why: string
}

export interface EngineReport extends Pick<
  Engine,
  'kind' | 'product' | 'version' | 'address' | 'owned' | 'cluster'
> {
  lacks: { capability: Capability; words: string }[]
  bootMs: number
}
