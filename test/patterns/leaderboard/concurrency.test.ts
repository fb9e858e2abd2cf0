import { expect, it } from 'vitest'
import { earlierWins, Leaderboard } from '../../../src/patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../../src/patterns/leaderboard/naive.js'
import { Gate } from '../support/commands.js'
import { freshName, onAnyServer, onBothServers, onRealServer } from '../support/servers.js'

const CLIENTS = 20

onAnyServer('clients that add at the same time', (redis) => {
  it('lose all increments but one with the naive board, when all read before the first writes', async () => {
    const client = redis().duplicate()
    const board = new NaiveLeaderboard(client, { name: freshName() })
    const gate = new Gate(client, 'zadd')
    const sums = Array.from({ length: CLIENTS }, () => board.increment('ada', 1))
    await gate.waiting(CLIENTS)
    gate.open()
    expect(await Promise.all(sums)).toEqual(Array(CLIENTS).fill(1))
    expect(await board.score('ada')).toBe(1)
    client.disconnect()
  })

  it.each([
    ['zincrby', undefined],
    ['evalsha', earlierWins()],
  ] as const)('lose none with %s, which has nothing to come between', async (command, ties) => {
    const client = redis().duplicate()
    const board = new Leaderboard(client, { name: freshName(), ties })
    const gate = new Gate(client, command)
    const sums = Array.from({ length: CLIENTS }, () => board.increment('ada', 1))
    await gate.waiting(CLIENTS)
    gate.open()
    expect(new Set(await Promise.all(sums)).size).toBe(CLIENTS)
    expect(await board.score('ada')).toBe(CLIENTS)
    client.disconnect()
  })

  it('read a torn entry from the naive board when someone overtakes meanwhile', async () => {
    const client = redis().duplicate()
    const name = freshName()
    const safe = new Leaderboard(redis(), { name })
    await safe.submitMany(
      [
        { member: 'ada', score: 2 },
        { member: 'mia', score: 1 },
      ],
      { keep: 'latest' },
    )
    const gate = new Gate(client, 'zrevrange')
    const entry = new NaiveLeaderboard(client, { name }).entry('ada', { radius: 1 })
    await gate.waiting(1)
    await safe.increment('mia', 5)
    gate.open()
    // ada is her own neighbour, and the leader is nowhere.
    expect(await entry).toMatchObject({ rank: 0, score: 2, above: [], below: [{ member: 'ada' }] })
    client.disconnect()
  })
})

onBothServers('a reader beside a writer', (redis) => {
  it('always sees one moment: points that are passed on are never missing or doubled', async () => {
    const board = new Leaderboard(redis(), { name: freshName() })
    await board.submitMany(
      [
        { member: 'ada', score: 500 },
        { member: 'mia', score: 500 },
      ],
      { keep: 'latest' },
    )
    const points = (entries: { score: number }[]) => entries.reduce((sum, { score }) => sum + score, 0)
    const rounds = Array.from({ length: 200 }, async (_, round) => {
      const by = ((round * 7919) % 400) - 200
      await board.incrementMany([
        { member: 'ada', by },
        { member: 'mia', by: -by },
      ])
      const entry = await board.entry('ada', { radius: 1 })
      expect(points([entry!, ...entry!.above, ...entry!.below])).toBe(1000)
      expect(entry!.above).toHaveLength(entry!.rank)
      expect(points((await board.page(1, 2)).entries)).toBe(1000)
    })
    await Promise.all(rounds)
  })
})

onRealServer('a script cache that is emptied in mid-use', (redis) => {
  it('costs a second round trip, and no increment', async () => {
    const board = new Leaderboard(redis(), { name: freshName(), ties: earlierWins() })
    const sums = Array.from({ length: 300 }, (_, index) =>
      index % 50 === 25 ? redis().script('FLUSH') : board.increment('ada', 1),
    )
    await Promise.all(sums)
    expect(await board.score('ada')).toBe(294)
  })
})
