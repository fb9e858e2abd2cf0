import { expect, it } from 'vitest'
import { FifoTurns } from '../../../src/engine/embedded/fifo-turns.js'
import { EmbeddedState } from '../../../src/engine/embedded/state.js'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

it('Turns are granted one at a time, in the order of asking', async () => {
  const turns = new FifoTurns()
  const order: number[] = []
  const take = async (name: number) => {
    const turn = await turns.waitTurn()
    order.push(name)
    await Promise.resolve()
    order.push(name)
    turn.release()
    turn.release()
  }
  await Promise.all([1, 2, 3].map(take))
  expect(order).toEqual([1, 1, 2, 2, 3, 3])
})

it('Those who wake from a wait go before those who come, the longest wait first', async () => {
  const turns = new FifoTurns()
  const order: string[] = []
  let wake = () => {}
  const event = new Promise<void>((resolve) => (wake = resolve))
  const sleep = async (name: string) => {
    const turn = await (await turns.waitTurn()).suspend(event)
    order.push(name)
    turn.release()
  }
  const sleepers = ['first', 'second'].map(sleep)
  const busy = await turns.waitTurn()
  const late = turns.waitTurn().then(({ release }) => {
    order.push('late')
    release()
  })
  wake()
  await new Promise(setImmediate)
  busy.release()
  await Promise.all([...sleepers, late])
  expect(order).toEqual(['first', 'second', 'late'])
})

it.each([
  { command: ['BLPOP', 'queue', 0], push: ['RPUSH', 'queue'] },
  { command: ['BLMOVE', 'queue', 'done', 'LEFT', 'RIGHT', 0], push: ['RPUSH', 'queue'] },
  { command: ['BZPOPMIN', 'queue', 0], push: ['ZADD', 'queue', 1] },
])('Workers that wait in $command.0 are served in turn', async ({ command, push }) => {
  const workers = [
    await redis.block(...command),
    await redis.block(...command),
    await redis.block(...command),
  ]
  const served: string[] = []
  for (const job of ['one', 'two', 'three', 'four', 'five', 'six']) {
    await redis.ask(...push, job)
    const worker = workers.shift()!
    served.push(await worker.reply())
    await worker.begin(...command)
    workers.push(worker)
  }
  expect(served.map((reply) => /one|two|three|four|five|six/.exec(reply)?.[0])).toEqual([
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
  ])
})

// The first script loads WebAssembly, so there is time for the other client's command to arrive.
it('A transaction that changes the database is not interrupted', async () => {
  const [client, intruder] = [await redis.open(), await redis.open()]
  client.socket.cork()
  for (const line of ['MULTI', 'SELECT 1', 'EVAL return(1) 0', 'SELECT 0', 'INCR n', 'EXEC']) {
    client.send(...line.split(' '))
  }
  client.socket.uncork()
  const interruption = intruder.ask('INCR', 'n')
  for (let queued = 0; queued < 5; queued += 1) await client.reply()
  expect(await client.reply()).toBe('*[+OK :1 +OK :1]')
  expect(await interruption).toBe(':2')
})

it('Expiry takes turns with the commands', () => {
  const state = new EmbeddedState()
  expect(state.databases.map(({ turnQueue }) => turnQueue)).toEqual(Array(16).fill(state.turns))
  state.close()
})
