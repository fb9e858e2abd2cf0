import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A leaderboard, as `redis-patterns race leaderboard` runs it. The highest score leads. */
export interface LeaderboardUnderTest {
  /** Adds points to a player's score; who is not on the board begins at 0. */
  add(player: string, points: number): Promise<unknown>
  /** Writes a score if it is better than the one that is there. */
  best(player: string, score: number): Promise<unknown>
  /** A player's rank (0 leads), score and the player before it; null when not on the board. All of one moment. */
  standing(player: string): Promise<StandingUnderTest | null>
  /** A player's score; null when not on the board. */
  score(player: string): Promise<number | null>
}

export interface StandingUnderTest {
  rank: number
  score: number
  /** The one before it; null when it leads. */
  above: { player: string; score: number } | null
}

/** The default export of a file for `--impl`. */
export type MakeLeaderboard = (redis: Redis, options: RaceOptions) => LeaderboardUnderTest
