import book from '../../../src/commands/leaderboard/races/index.js'
import { findEach, type Mutation } from '../../support/findings.js'
import { instead, split } from '../../support/mutant.js'

/** Faults put into the safe board, and the race that must find each. */
const MUTATIONS: Mutation[] = [
  [
    'reads the score in one command and writes the sum in another',
    'lost-points',
    {
      zincrby: instead(async (redis, board: string, points: number, member: string) => {
        const sum = Number((await redis.zscore(board, member)) ?? 0) + points
        await redis.zadd(board, sum, member)
        return String(sum)
      }),
    },
  ],
  [
    'writes the points in place of the sum',
    'lost-points',
    {
      zincrby: instead(async (redis, board: string, points: number, member: string) => {
        await redis.zadd(board, points, member)
        return String(points)
      }),
    },
  ],
  ['does not write', 'lost-points', { zincrby: instead(() => Promise.resolve('10')) }],
  [
    'keeps any score, not only the better one',
    'best-score',
    {
      zadd: instead((redis, board: string, ...rest: string[]) =>
        redis.zadd(board, ...(rest.filter((word) => word !== 'GT') as [string, string])),
      ),
    },
  ],
  [
    'compares in the program',
    'best-score',
    {
      zadd: instead(async (redis, board: string, ...rest: string[]) => {
        const [score = '', member = ''] = rest.slice(-2)
        const old = await redis.zscore(board, member)
        return old !== null && Number(old) >= Number(score) ? 0 : redis.zadd(board, score, member)
      }),
    },
  ],
  [
    'reads rank and neighbours at two moments',
    'torn-standing',
    {
      'entry.lua': split(async (redis, [board = ''], [, member = '', radius = '']) => {
        const rank = await redis.zrevrank(board, member)
        if (rank === null) return null
        const first = Math.max(0, rank - Number(radius))
        const around = await redis.zrevrange(board, first, rank + Number(radius), 'WITHSCORES')
        return [rank, 2, around.map((each) => Buffer.from(each))]
      }),
    },
  ],
]

findEach('a leaderboard', book, MUTATIONS)
