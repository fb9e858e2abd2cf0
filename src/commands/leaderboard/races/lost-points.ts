import { defineRace } from '../../../race/define.js'
import type { LeaderboardUnderTest } from '../../../race/under-test/leaderboard.js'
import { naiveBoard, safeBoard } from './shared.js'

const POINTS = 10

interface Game {
  /** Clients that have not added yet. */
  left: number
  added: number
  score: number | null
}

export const lostPoints = defineRace<LeaderboardUnderTest, Game>({
  name: 'lost-points',
  title: 'Read, add, write back',
  summary:
    'Each client adds ten points to the same player. The naive version reads the score, adds in the program and writes the sum back: when both read before one of them writes, ten points are gone.',
  clients: 2,
  world: (clients) => ({ left: clients, added: 0, score: null }),
  async client({ api, says }, world) {
    await api.add('ada', POINTS)
    world.added += POINTS
    world.left -= 1
    says(`has added ${POINTS}`)
    // Whoever is last reads what came of it.
    if (world.left === 0) world.score = await api.score('ada')
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
