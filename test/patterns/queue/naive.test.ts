import { expect, it } from 'vitest'
import * as door from '../../../src/patterns/queue/index.js'
import { NaiveQueue, NaiveReliableQueue } from '../../../src/patterns/queue/naive.js'
import { wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { CONTESTANTS } from './contestants.js'

onAnyServer('the naive queues', (redis) => {
  it.each([NaiveQueue, NaiveReliableQueue])('%o is right as long as nothing fails', async (Kind) => {
    const queue = new Kind<number>(redis(), { name: freshName() })
    for (const payload of [1, 2, 3]) await queue.add(payload)
    const done: number[] = []
    while ((await queue.poll((payload) => done.push(payload))) === 'done');
    expect(done).toEqual([1, 2, 3])
    expect(await redis().exists(queue.key)).toBe(0)
  })

  it('adds a job later as long as the timer of its process lives', async () => {
    const queue = new NaiveQueue<string>(redis(), { name: freshName() })
    const timers: { act: () => unknown; ms: number }[] = []
    const timer = (act: () => unknown, ms: number) => timers.push({ act, ms })
    queue.addLater('kept', 1_000, timer)
    queue.addLater('lost', 2_000, timer)
    expect([await queue.take(), timers.map(({ ms }) => ms)]).toEqual([null, [1_000, 2_000]])
    await timers[0]!.act()
    expect([await queue.take(), await queue.take()]).toEqual(['kept', null])
  })

  // Each fault, and the same on the safe queue.
  it.each([
    ['naive', { done: 90, known: 0 }],
    ['reliable', { done: 90, known: 10 }],
    ['safe', { done: 100, known: 0 }],
  ] as const)('%s: of 100 jobs, 10 of them in the hands of a worker that crashed, %o', async (kind, ends) => {
    const queue = CONTESTANTS[kind](redis())
    for (let i = 0; i < 100; i++) await queue.add(`job-${i}`)
    await queue.crash(10)
    const done = new Set<string>()
    await queue.drain((payload) => done.add(payload))
    expect({ done: done.size, known: (await queue.known()).length }).toEqual(ends)
  })

  it.each([
    ['naive', { attempts: 1, known: [] }],
    ['reliable', { attempts: 1, known: ['bad'] }],
    ['safe', { attempts: 3, known: ['bad'] }],
  ] as const)('%s: a job that always fails, %o', async (kind, ends) => {
    const queue = CONTESTANTS[kind](redis())
    await queue.add('bad')
    let attempts = 0
    await queue.drain(() => {
      attempts++
      throw new Error('always')
    })
    expect({ attempts, known: await queue.known() }).toEqual(ends)
  })

  it.each([
    ['naive', 2],
    ['reliable', 2],
    ['safe', 1],
  ] as const)(
    '%s: a job that is added again, since the answer was lost, is done %i times',
    async (kind, times) => {
      const queue = CONTESTANTS[kind](redis())
      await queue.add('job')
      await queue.add('job')
      const done: string[] = []
      await queue.drain((payload) => done.push(payload))
      expect(done).toHaveLength(times)
    },
  )
})

onRealServer('the naive queue, which polls', (redis) => {
  it('sends a command for every look at an empty queue', async () => {
    const queue = new NaiveQueue(redis(), { name: freshName() })
    const look = async () => {
      for (let i = 0; i < 50; i++) await queue.poll(() => {})
    }
    expect(await wireCommands(redis(), look)).toEqual({ rpop: 50 })
  })
})

it('the naive queues are not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'LeaseLostError',
    'PatternError',
    'Queue',
    'QueueControl',
    'UnrecoverableError',
    'WorkerClosedError',
    'bytes',
    'json',
    'text',
  ])
})
