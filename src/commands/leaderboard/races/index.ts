import { defineRaces } from '../../../race/define.js'
import type { LeaderboardUnderTest } from '../../../race/under-test/leaderboard.js'
import { bestScore } from './best-score.js'
import { lostPoints } from './lost-points.js'
import template from './template.ts.txt'
import { tornStanding } from './torn-standing.js'

export default defineRaces<LeaderboardUnderTest>({
  pattern: 'leaderboard',
  api: 'LeaderboardUnderTest',
  methods: ['add', 'best', 'standing', 'score'],
  settings: {},
  template,
  races: [lostPoints, bestScore, tornStanding],
})
