import { Leaderboard } from '../../../patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../../patterns/leaderboard/naive.js'
import type { Connection } from '../../../engine/engine.js'
import type { Place, Version } from '../../../race/define.js'
import type { LeaderboardUnderTest, StandingUnderTest } from '../../../race/under-test/leaderboard.js'

/** The library's own board. */
export const safeBoard: Version<LeaderboardUnderTest> = {
  title: 'Leaderboard of redis-patterns',
  make(redis, { prefix, now }) {
    const board = new Leaderboard(redis, { name: 'board', prefix, now })
    return {
      add: (player, points) => board.increment(player, points),
      best: (player, score) => board.submit(player, score, { keep: 'best' }),
      standing: async (player) => standingOf(await board.entry(player, { radius: 1 })),
      score: (player) => board.score(player),
    }
  },
}

/** The board of tutorials, with another way to keep the best score. */
export function naiveBoard(redis: Connection, { prefix }: Place): LeaderboardUnderTest {
  const board = new NaiveLeaderboard(redis, { name: 'board', prefix })
  return {
    add: (player, points) => board.increment(player, points),
    async best(player, score) {
      const old = await board.score(player)
      if (old === null || score > old) await board.submit(player, score)
    },
    standing: async (player) => standingOf(await board.entry(player, { radius: 1 })),
    score: (player) => board.score(player),
  }
}

interface Entry {
  score: number
  rank: number
  above: { member: string; score: number }[]
}

function standingOf(entry: Entry | null): StandingUnderTest | null {
  if (entry === null) return null
  const above = entry.above.at(-1)
  return {
    rank: entry.rank,
    score: entry.score,
    above: above === undefined ? null : { player: above.member, score: above.score },
  }
}
