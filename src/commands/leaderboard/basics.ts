import { Leaderboard } from '../../patterns/leaderboard/index.js'
import type { Event } from '../../scenario/event.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'
import { boardTable } from './tables.js'

const PLAYERS = [
  { member: 'ada', score: 1500 },
  { member: 'grace', score: 2300 },
  { member: 'alan', score: 1800 },
]

export const basics: LeaderboardScenario = {
  name: 'basics',
  title: 'The basics: a sorted set is a leaderboard',
  summary: 'Three players, their order, one rank, one score, one increment.',
  uses: ['by'],
  next: [{ command: 'redis-patterns leaderboard lost', why: 'what happens when the app adds, not Redis' }],
  run: playBasics,
}

async function* playBasics(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const board = new Leaderboard(await stage.actor('app'), { prefix: stage.namespace, name: 'game' })

  yield {
    type: 'note',
    text: 'ZADD writes scores into a sorted set. Redis keeps the members in order of their scores, so reading the top 10 is one ZRANGE with REV and sorts nothing.',
  }
  await board.submitMany(PLAYERS, { keep: 'latest' })
  const top = await board.top(10)
  yield boardTable('top', 'top 10', top)
  yield {
    type: 'verdict',
    id: 'basics.order',
    claim: 'the best score comes first',
    holds: top.map((entry) => entry.member).join() === 'grace,alan,ada',
    detail: top.map((entry) => `${entry.member} ${entry.score}`).join(', '),
  }

  yield {
    type: 'note',
    text: 'ZREVRANK counts from 0: the leader has rank 0, so ada, who is third, has rank 2. ZSCORE reads one score. Both are one command each and do not read the board.',
  }
  const rank = await board.rank('ada')
  const score = await board.score('ada')
  yield {
    type: 'table',
    id: 'ada',
    title: 'ada',
    columns: [{ label: 'asked' }, { label: 'reply', align: 'right' }],
    rows: [
      ['rank (0-based)', rank],
      ['score', score],
    ],
  }
  yield* increment(stage, board, score ?? 0)
}

async function* increment(
  stage: LeaderboardStage,
  board: Leaderboard,
  before: number,
): AsyncGenerator<Event, void, void> {
  const { by } = stage.params
  yield {
    type: 'note',
    text: `ada wins ${by} points. ZINCRBY adds on the server and answers the new score: nobody else can write between the reading and the writing, for there is no reading.`,
  }
  const after = await board.increment('ada', by)
  yield boardTable('after', `after +${by} for ada`, await board.top(10), 'ada')
  yield await stage.state('the key', [board.key])
  yield {
    type: 'verdict',
    id: 'basics.increment',
    claim: `the increment added exactly ${by}`,
    holds: after === before + by && (await board.score('ada')) === after,
    detail: `${before} + ${by} = ${after}`,
  }
}
