import type { Scenario, Stage } from '../../scenario/define.js'
import { duration, int, type ParamValues } from '../../scenario/params.js'

/** The knobs of `redis-patterns cache`: the only definition of its flags. */
export const cacheParams = {
  ttl: duration({ default: 60_000, min: 10_000, max: 86_400_000, help: 'how long a value is fresh' }),
  loadTime: duration({ default: 200, min: 10, max: 2_000, help: 'how long the database takes for a load' }),
  callers: int({ default: 1000, min: 4, max: 5000, help: 'callers of a stampede, in 4 processes' }),
  pool: int({ default: 20, min: 1, max: 1000, help: 'loads that the database works on at a time' }),
  rounds: int({ default: 20, min: 3, max: 1000, help: 'how often a race is run' }),
}

export type CacheParams = typeof cacheParams
export type CacheScenario = Scenario<CacheParams>
export type CacheStage = Stage<ParamValues<CacheParams>>
