import type { Scenario, Stage } from '../../scenario/define.js'
import { int, type ParamValues } from '../../scenario/params.js'
import { fileParams } from './file-params.js'

/** The knobs of `redis-patterns leaderboard`: the only definition of its flags. */
export const leaderboardParams = {
  top: int({ default: 10, min: 1, max: 1000, help: 'how many places to show' }),
  by: int({ default: 100, min: 1, max: 1_000_000, help: 'points per increment' }),
  clients: int({ default: 4, min: 2, max: 100, help: 'app servers that write at the same time' }),
  increments: int({ default: 3, min: 1, max: 100, help: 'increments each of them sends' }),
  ...fileParams,
}

export type LeaderboardParams = typeof leaderboardParams
export type LeaderboardScenario = Scenario<LeaderboardParams>
export type LeaderboardStage = Stage<ParamValues<LeaderboardParams>>
