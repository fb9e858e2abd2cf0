import type { Scenario, Stage } from '../../scenario/define.js'
import { duration, int, type ParamValues } from '../../scenario/params.js'

/** The knobs of `redis-patterns stream`: the only definition of its flags. */
export const streamParams = {
  entries: int({ default: 12, min: 6, max: 100, help: 'orders that are appended' }),
  consumers: int({ default: 3, min: 2, max: 20, help: 'workers that read' }),
  claimIdle: duration({
    default: 10_000,
    min: 5_000,
    max: 3_600_000,
    help: 'after so long without a sign of life a pending entry goes to another worker',
  }),
  maxDeliveries: int({
    default: 3,
    min: 1,
    max: 20,
    help: 'an entry that fails so often is a dead letter',
  }),
  maxlen: int({ default: 100, min: 10, max: 1000, help: 'how many entries a trimmed stream keeps, about' }),
}

export type StreamParams = typeof streamParams
export type StreamScenario = Scenario<StreamParams>
export type StreamStage = Stage<ParamValues<StreamParams>>
