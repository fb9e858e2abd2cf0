import { expect, it } from 'vitest'
import { Leaderboard } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onBothServers } from '../support/servers.js'

onBothServers('a leaderboard with an expiry', (redis) => {
  it('is deleted when it expires, by an expiry that every write sets', async () => {
    const expireAtMs = Date.now() + 3_600_000
    const board = new Leaderboard(redis(), { name: freshName(), expireAtMs })
    await board.submit('ada', 1.5, { keep: 'best' })
    expect(await board.increment('ada', 0.25)).toBe(1.75)
    const left = Number(await redis().pttl(board.key))
    expect(left).toBeGreaterThan(3_500_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
    await redis().persist(board.key)
    expect(await board.incrementMany([{ member: 'ada', by: 1 }])).toEqual([2.75])
    expect(Number(await redis().pttl(board.key))).toBeGreaterThan(3_500_000)
  })

  it('takes the expiry from its own clock when it has one', async () => {
    const now = () => 1_000_000
    const board = new Leaderboard(redis(), { name: freshName(), expireAtMs: 1_060_000, now })
    await board.submit('ada', 1, { keep: 'best' })
    const left = Number(await redis().pttl(board.key))
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThanOrEqual(60_000)
  })

  it('holds nothing once its expiry has passed', async () => {
    const board = new Leaderboard(redis(), { name: freshName(), expireAtMs: 1000 })
    await board.submit('ada', 1, { keep: 'best' })
    expect(await board.count()).toBe(0)
  })
})
