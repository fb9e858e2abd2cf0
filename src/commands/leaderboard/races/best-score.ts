import { defineRace } from '../../../race/define.js'
import type { LeaderboardUnderTest } from '../../../race/under-test/leaderboard.js'
import { naiveBoard, safeBoard } from './shared.js'

export const bestScore = defineRace<LeaderboardUnderTest, { last: number | null }>({
  name: 'best-score',
  title: 'Only if it is better',
  summary:
    'A player has 50 points. Two games end at the same time, with 80 and with 60 points, and only the best score is to stay. The naive version compares in the program: 60 is better than the 50 that it has read, and replaces the 80 that came meanwhile.',
  clients: 2,
  mostClients: 2,
  world: () => ({ last: null }),
  setUp: async ({ api }) => void (await api.best('ada', 50)),
  async client({ api, client }, world) {
    await api.best('ada', client === 1 ? 60 : 80)
    world.last = await api.score('ada')
  },
  invariants: [
    {
      claim: 'the best score stays',
      when: 'at the end',
      broken: ({ world: { last } }) => (last === 80 ? undefined : `the score is ${last}, and 80 was better`),
    },
  ],
  naive: { title: 'ZSCORE, then ZADD', make: naiveBoard },
  safe: safeBoard,
})
