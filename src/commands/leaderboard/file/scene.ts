import type { Connection } from '../../../engine/engine.js'
import type { Leaderboard } from '../../../patterns/leaderboard/index.js'
import type { LeaderboardStage } from '../params.js'
import type { Tally } from './tally.js'

/** What every step of the file scenario works with. */
export interface Scene {
  stage: LeaderboardStage
  /** The connection of `board`, for the commands that check it. */
  redis: Connection
  board: Leaderboard
  tally: Tally
}
