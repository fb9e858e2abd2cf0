import { defineCommand } from '../../scenario/define.js'
import { around } from './around.js'
import { basics } from './basics.js'
import { cluster } from './cluster.js'
import { fileScenario } from './file.js'
import { lost } from './lost.js'
import { leaderboardParams } from './params.js'
import { periods } from './periods.js'
import { ties } from './ties.js'
import { trim } from './trim.js'

export default defineCommand({
  name: 'leaderboard',
  summary: 'ranks and neighbours in a sorted set',
  reference: {
    structure: 'sorted set',
    useCase: 'games, top posts, priority queues',
    reachFor: 'a rank is asked for often and scores change all the time',
    beware: 'read, add, write back loses points; equal scores are ordered by name; a board grows for ever',
  },
  params: leaderboardParams,
  scenarios: [basics, lost, ties, around, periods, trim, cluster, fileScenario],
  highlights: ['lost', 'around'],
  examples: [
    { command: 'leaderboard', why: 'every scenario, one after the other' },
    { command: 'leaderboard lost --clients 20', why: 'see increments get lost, then not' },
    { command: 'leaderboard --file scores.csv --me ada', why: 'rank your own data' },
    { command: 'leaderboard --json | jq .', why: 'the same run as data, one event a line' },
  ],
  next: [
    { command: 'redis-patterns leaderboard lost --clients 50', why: 'more clients, more lost points' },
    { command: 'redis-patterns leaderboard --file scores.csv --me NAME', why: 'your own scores' },
  ],
})
