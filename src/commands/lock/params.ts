import type { Scenario, Stage } from '../../scenario/define.js'
import { UsageError } from '../../scenario/errors.js'
import { choice, duration, int, type Param, type ParamValues } from '../../scenario/params.js'

const HOUR_MS = 3_600_000

/** The knobs of `redis-patterns lock`: the only definition of its flags. */
export const lockParams = {
  ttl: inWholeSeconds(
    duration({ default: 10_000, min: 2_000, max: HOUR_MS, help: 'how long a lease lasts' }),
  ),
  late: duration({
    default: 5_000,
    min: 1_000,
    max: HOUR_MS,
    help: 'how long after the end of its lease a holder comes back',
  }),
  waiters: int({ default: 50, min: 10, max: 200, help: 'how many wait for the lock at the same time' }),
  servers: choice({ default: '5', choices: ['3', '5', '7'], help: 'independent servers for Redlock' }),
}

export type LockParams = typeof lockParams
export type LockScenario = Scenario<LockParams>
export type LockStage = Stage<ParamValues<LockParams>>

/** The naive version sets its lease with EXPIRE. */
function inWholeSeconds(param: Param<number>): Param<number> {
  return {
    ...param,
    accepts: `${param.accepts}, in whole seconds`,
    parse(given, flag) {
      const ms = param.parse(given, flag)
      if (ms % 1000 === 0) return ms
      throw new UsageError(
        `${flag} does not accept "${given}"`,
        'give whole seconds, such as 10s: the EXPIRE of the naive version knows nothing smaller',
      )
    },
  }
}
