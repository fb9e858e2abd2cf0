import { expect, it } from 'vitest'
import { earlierWins, Leaderboard, PeriodLeaderboards } from '../../../src/patterns/leaderboard/index.js'
import { commandsRun } from '../support/commands.js'
import { onRealServer } from '../support/servers.js'

const best = { keep: 'best' } as const
const two = [
  { member: 'a', score: 1 },
  { member: 'b', score: 2 },
]

onRealServer('what an operation costs', (redis) => {
  const plain = () => new Leaderboard(redis(), { name: 'plain' })
  const timed = () => new Leaderboard(redis(), { name: 'timed', ties: earlierWins() })
  const days = () => new PeriodLeaderboards(redis(), { name: 'days', aggregate: 'sum', keepDays: 8 })
  const find = { zrevrank: 1, zcard: 1, zrange: 1 }

  // The server counts what a script runs, too: the wire sees only the EVALSHA.
  it.each<[operation: string, act: () => Promise<unknown>, ran: Record<string, number>]>([
    ['submit', () => plain().submit('ada', 5, best), { zadd: 1 }],
    ['submit many', () => plain().submitMany(two, best), { zadd: 1 }],
    ['increment', () => plain().increment('ada', 1), { zincrby: 1 }],
    [
      'increment many',
      () => plain().incrementMany([{ member: 'ada', by: 1 }]),
      { evalsha: 1, zscore: 1, zadd: 1 },
    ],
    ['top', () => plain().top(10), { zrange: 1 }],
    ['rank', () => plain().rank('ada'), { zrevrank: 1 }],
    ['score', () => plain().score('ada'), { zscore: 1 }],
    ['count', () => plain().count(), { zcard: 1 }],
    ['count in a range', () => plain().count({ min: 0 }), { zcount: 1 }],
    ['page', () => plain().page(1, 10), { evalsha: 1, zcard: 1, zrange: 1 }],
    ['entry', () => plain().entry('ada', { radius: 2 }), { evalsha: 1, ...find }],
    ['around', () => plain().around('ada', 2), { evalsha: 1, ...find }],
    ['trim', () => plain().trim(100), { zremrangebyrank: 1 }],
    ['remove', () => plain().remove('a', 'b'), { zrem: 1 }],
    ['submit, ties', () => timed().submit('ada', 5, { keep: 'latest' }), { evalsha: 1, time: 1, zscore: 1 }],
    ['increment, ties', () => timed().increment('bob', 5), { evalsha: 1, time: 1, zscore: 1, zadd: 1 }],
    [
      'increment, day',
      () => days().increment('ada', 5),
      { evalsha: 1, time: 1, zscore: 1, zadd: 1, pexpire: 1 },
    ],
    ['roll up', () => days().rollUp('week'), { evalsha: 1, time: 1, zunionstore: 1, pexpire: 1 }],
  ])('%s', async (_, act, ran) => {
    await act() // The first call of a script is an EVAL.
    expect(await commandsRun(redis(), act)).toEqual(ran)
  })
})
