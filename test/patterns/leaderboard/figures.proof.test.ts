import { expect, it } from 'vitest'
import { Leaderboard } from '../../../src/patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../../src/patterns/leaderboard/naive.js'
import { figure } from '../../support/figures.js'
import { Gate, total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'

const CLIENTS = 100

onAnyServer('a leaderboard, as it is promised', (redis) => {
  it('loses no increment of clients that add at the same time', async (context) => {
    const naive = await sumOf(NaiveLeaderboard, 'zadd')
    const safe = await sumOf(Leaderboard, 'zincrby')
    figure(context, { pattern: 'leaderboard', what: `of ${CLIENTS} increments`, naive, safe, goal: CLIENTS })
    expect({ naive, safe }).toEqual({ naive: 1, safe: CLIENTS })
  })

  /** The score after all have added 1, and none has written before every one was ready to. */
  async function sumOf(Kind: typeof NaiveLeaderboard | typeof Leaderboard, write: string): Promise<number> {
    const client = redis().duplicate()
    const board = new Kind(client, { name: freshName() })
    const gate = new Gate(client, write)
    const sums = Array.from({ length: CLIENTS }, () => board.increment('ada', 1))
    await gate.waiting(CLIENTS)
    gate.open()
    await Promise.all(sums)
    const score = Number(await board.score('ada'))
    client.disconnect()
    return score
  }
})

onRealServer('what a leaderboard sends', (redis) => {
  const board = () => new Leaderboard(redis(), { name: 'wire' })

  it.for<[what: string, act: () => Promise<unknown>]>([
    ['submit', () => board().submit('ada', 5, { keep: 'best' })],
    ['rank + score + neighbours', () => board().entry('ada', { radius: 5 })],
  ])('is one command to %s', async ([what, act], context) => {
    await act() // The first call of a script is an EVAL.
    const safe = total(await wireCommands(redis(), act))
    figure(context, { pattern: 'leaderboard', what: `wire commands: ${what}`, safe, goal: 1 })
    expect(safe).toBe(1)
  })
})
