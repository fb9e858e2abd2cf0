import { defineRace } from '../../../race/define.js'
import type { LeaderboardUnderTest } from '../../../race/under-test/leaderboard.js'
import { naiveBoard, safeBoard } from './shared.js'

const POINTS = 10

export const lostPoints = defineRace<LeaderboardUnderTest, { added: number; score: number | null }>({
  name: 'lost-points',
  title: 'Read, add, write back',
  summary:
    'Two clients add ten points each to the same player. The naive version reads the score, adds in the program and writes the sum back: when both read before one of them writes, ten points are gone.',
  clients: 2,
  world: () => ({ added: 0, score: null }),
  async client({ api, says }, world) {
    await api.add('ada', POINTS)
    world.added += POINTS
    says(`has added ${POINTS}`)
    // Whoever is last reads what came of it.
    if (world.added === 2 * POINTS) world.score = await api.score('ada')
  },
  invariants: [
    {
      claim: 'no points are lost',
      when: 'at the end',
      broken: ({ world: { added, score } }) =>
        score === added ? undefined : `${added} points were added, and the score is ${score}`,
    },
  ],
  naive: { title: 'ZSCORE, then ZADD', make: naiveBoard },
  safe: safeBoard,
})
