import { afterEach, expect, it, vi } from 'vitest'
import { Queue, type QueueOptions } from '../../../src/patterns/queue/index.js'
import { NaiveQueue } from '../../../src/patterns/queue/naive.js'
import { eventually } from '../../support/eventually.js'
import type { Worker } from '../../support/worker.js'
import { freshName, onRealServer } from '../support/servers.js'
import { urlOf, workersOf } from '../support/workers.js'

onRealServer('a worker that is a process', (redis) => {
  const program = workersOf('test/patterns/queue/fixtures/worker.ts')
  const queues: Queue<string>[] = []

  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close({ timeoutMs: 0 })))
  })
  const setUp = (options: Partial<QueueOptions<string>> = {}) => {
    const settings = { name: freshName(), leaseMs: 300, ...options }
    const queue = new Queue<string>(redis(), settings)
    queues.push(queue)
    return { queue, start: () => program.start('safe', urlOf(redis()), JSON.stringify(settings)) }
  }
  /** Reads what the worker says, until it says this. */
  const hears = async (worker: Worker, said: object) => {
    for (;;) {
      const message = await worker.next()
      if (JSON.stringify(message) === JSON.stringify(said)) return
    }
  }

  it('and killed, leaves its job to another, though not its good name: the attempt counts', async () => {
    const { queue, start } = setUp()
    await queue.add('hold')
    const worker = start()
    await hears(worker, { began: 'hold' })
    await worker.kill()
    const attempts: number[] = []
    queue.work(({ attempt }) => void attempts.push(attempt))
    await vi.waitFor(() => expect(attempts).toEqual([2]), 5_000)
  })

  it('and stopped past its lease, loses the job: its handler is told, and its late ack changes nothing', async () => {
    const { queue, start } = setUp()
    await queue.add('hold')
    const worker = start()
    await hears(worker, { began: 'hold' })
    worker.stop()
    const next = await vi.waitFor(async () => {
      const [job] = await queue.take(1)
      expect(job).toBeDefined()
      return job!
    }, 5_000)
    expect(next.attempt).toBe(2)
    const ours = setInterval(() => void queue.extend(next), 50)
    worker.resume()
    await hears(worker, { aborted: 'LeaseLostError' })
    worker.send('go on')
    await queue.add('after')
    await hears(worker, { began: 'after' })
    clearInterval(ours)
    expect(await queue.ack(next)).toBe('done')
  })

  it('and killed by a job each time, is spared by it at last: the job is a dead letter', async () => {
    const { queue, start } = setUp({ maxAttempts: 2 })
    await queue.add('kill')
    for (let i = 0; i < 2; i++) await ended(start())
    start()
    await eventually('it is a dead letter', async () => (await queue.stats()).dead === 1, 10_000)
    expect(await queue.dead.list()).toMatchObject([
      { payload: 'kill', attempts: 2, reason: { message: expect.stringContaining('the lease ran out') } },
    ])
  })

  it('and killed by a job of the naive queue, has lost it', async () => {
    const queue = new NaiveQueue<string>(redis(), { name: freshName() })
    await queue.add('kill')
    const name = /\{(.*)\}/.exec(queue.key)?.[1]
    await ended(program.start('naive', urlOf(redis()), JSON.stringify({ name })))
    expect(await queue.take()).toBeNull()
  })

  async function ended(worker: Worker): Promise<void> {
    for (;;) {
      try {
        await worker.next()
      } catch {
        return
      }
    }
  }
})
