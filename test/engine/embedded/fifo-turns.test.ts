import { expect, it } from 'vitest'
import { FifoTurns } from '../../../src/engine/embedded/fifo-turns.js'
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

it('A transaction that changes the database is not interrupted', async () => {
  const client = await redis.open()
  const commands = [['MULTI'], ['SELECT', 1], ['SET', 'a', 1], ['SELECT', 0], ['INCR', 'n'], ['EXEC']]
  const intruder = await redis.open()
  for (const command of commands) client.send(...command)
  const other = intruder.ask('INCR', 'n')
  for (const _ of commands.slice(1)) await client.reply()
  expect([await client.reply(), await other]).toContain('*[+OK +OK +OK :1]')
})
