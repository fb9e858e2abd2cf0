import { expect, it } from 'vitest'
import * as door from '../../../src/patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../../src/patterns/leaderboard/naive.js'
import { freshName, onAnyServer } from '../support/servers.js'

onAnyServer('the naive leaderboard', (redis) => {
  it('is right as long as it is alone: that is why its faults get about', async () => {
    const board = new NaiveLeaderboard(redis(), { name: freshName() })
    await board.submitMany([
      { member: 'ada', score: 1500 },
      { member: 'grace', score: 2300 },
    ])
    await board.submit('alan', 1800)
    expect(await board.increment('ada', 100)).toBe(1600)
    expect(await board.increment('new', 1)).toBe(1)
    expect((await board.top(2)).map((entry) => entry.member)).toEqual(['grace', 'alan'])
    expect(await board.rank('ada')).toBe(2)
    expect(await board.entry('alan', { radius: 1 })).toEqual({
      member: 'alan',
      score: 1800,
      rank: 1,
      above: [{ member: 'grace', score: 2300, rank: 0 }],
      below: [{ member: 'ada', score: 1600, rank: 2 }],
    })
    expect(await board.entry('nobody')).toBeNull()
  })
})

it('the naive leaderboard is not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'DaysLostError',
    'Leaderboard',
    'LeaderboardView',
    'PatternError',
    'PeriodLeaderboards',
    'earlierWins',
  ])
})
