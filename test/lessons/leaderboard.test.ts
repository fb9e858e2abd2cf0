import { expect, test } from 'vitest'
// #region example
import { earlierWins, Leaderboard } from '../../src/patterns/leaderboard/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the lesson and the README show of the library, run. */
onEachEngine((engine) => {
  test('the example of the lesson answers what it says', async () => {
    const redis = await engine().connect('lesson')
    // #region example
    const board = new Leaderboard(redis, { prefix: 'app:', name: 'game', ties: earlierWins() })

    await board.submit('grace', 2300, { keep: 'best' }) // a lower score later changes nothing
    await board.increment('ada', 100) // nothing is lost, whoever else writes

    const top = await board.top(10) // [{ member: 'grace', score: 2300, rank: 0, … }, …]
    const ada = await board.entry('ada', { radius: 2 }) // rank, score and neighbours of one moment
    await board.trim(10_000) // keeps the best 10,000
    // #endregion
    expect(top.map(({ member, score, rank }) => [member, score, rank])).toEqual([
      ['grace', 2300, 0],
      ['ada', 100, 1],
    ])
    expect(ada).toMatchObject({ rank: 1, total: 2, above: [{ member: 'grace' }], below: [] })
    await redis.del(board.key)
  })
})
