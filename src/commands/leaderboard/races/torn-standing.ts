import { defineRace } from '../../../race/define.js'
import type { LeaderboardUnderTest, StandingUnderTest } from '../../../race/under-test/leaderboard.js'
import { naiveBoard, safeBoard } from './shared.js'

export const tornStanding = defineRace<LeaderboardUnderTest, { seen: StandingUnderTest | null }>({
  name: 'torn-standing',
  title: 'A standing of three moments',
  summary:
    'ada has 50 points and grace 60. One client reads where ada stands, the other one adds 20 to her score, so that she leads. The naive version asks for rank, score and neighbours one after the other: it can see the rank of one moment beside the score of another.',
  clients: 2,
  mostClients: 2,
  world: () => ({ seen: null }),
  async setUp({ api }) {
    await api.best('grace', 60)
    await api.best('ada', 50)
  },
  async client({ api, client, says }, world) {
    if (client === 2) return void (await api.add('ada', 20))
    world.seen = await api.standing('ada')
    says(`sees rank ${world.seen?.rank} with ${world.seen?.score} points`)
  },
  invariants: [{ claim: 'a standing is of one moment', broken: ({ world }) => torn(world.seen) }],
  naive: { title: 'ZREVRANK, ZSCORE, ZREVRANGE', make: naiveBoard },
  safe: safeBoard,
})

/** Before the points ada is second with 50, below grace; after them she leads with 70. */
function torn(seen: StandingUnderTest | null): string | undefined {
  if (seen === null) return undefined
  const { rank, score, above } = seen
  const isBefore = rank === 1 && score === 50 && above?.player === 'grace'
  const isAfter = rank === 0 && score === 70 && above === null
  if (isBefore || isAfter) return undefined
  const next = above === null ? 'nobody' : `${above.player} with ${above.score}`
  return `rank ${rank} with ${score} points, below ${next}: the board never was like that`
}
