import { expect, it } from 'vitest'
import { Queue } from '../../../src/patterns/queue/index.js'
import { NaiveQueue } from '../../../src/patterns/queue/naive.js'
import { figure } from '../../support/figures.js'
import { workerProgram } from '../../support/worker.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'

const pattern = 'queue'
const JOBS = 100

onAnyServer('a queue whose worker is gone', (redis) => {
  it('loses the ten jobs that it took with the naive version, and none with the safe one', async (context) => {
    const naive = new NaiveQueue<number>(redis(), { name: freshName() })
    let nowMs = 1_000_000
    const safe = new Queue<number>(redis(), { name: freshName(), now: () => nowMs })
    for (let job = 0; job < JOBS; job++) await naive.add(job)
    await safe.addMany(Array.from({ length: JOBS }, (_, payload) => ({ payload })))
    for (let i = 0; i < 10; i++) await naive.take()
    await safe.take(10)
    nowMs += 5_001 // Past the lease, at default settings.

    const done = { naive: new Set<number>(), safe: new Set<number>() }
    while ((await naive.poll((job) => done.naive.add(job))) !== 'empty');
    for (;;) {
      const jobs = await safe.take(50)
      if (jobs.length === 0) break
      for (const job of jobs) {
        done.safe.add(job.payload)
        await safe.ack(job)
      }
    }
    await safe.close()
    const lost = { naive: JOBS - done.naive.size, safe: JOBS - done.safe.size }
    figure(context, { pattern, what: `lost of ${JOBS}, a worker gone with 10`, ...lost, goal: 0 })
    expect(lost).toEqual({ naive: 10, safe: 0 })
  })
})

onRealServer('a queue on a server of its own', (redis) => {
  it('does every job within 10 s after a worker that holds one is killed, at default settings', async (context) => {
    const { host, port } = redis().options
    const settings = { name: freshName() }
    await using queue = new Queue<string>(redis(), settings)
    await queue.add('hold')
    const program = await workerProgram('test/patterns/queue/fixtures/worker.ts')
    const worker = program.start('safe', `redis://${host}:${port}`, JSON.stringify(settings))
    expect(await worker.next()).toEqual({ began: 'hold' })
    await queue.addMany(Array.from({ length: JOBS - 1 }, (_, index) => ({ payload: `${index}` })))
    await worker.kill()
    const start = performance.now()
    const done = new Set<string>()
    queue.work(({ payload }) => void done.add(payload), { concurrency: 10 })
    await expect.poll(() => done.size, { timeout: 15_000 }).toBe(JOBS)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    figure(context, { pattern, what: 's until all is done after SIGKILL', safe: seconds, goal: '<= 10' })
    expect(Number(seconds)).toBeLessThanOrEqual(10)
    await program.close()
  })

  it('costs one command to add, and at most 2.2 a job to work and acknowledge', async (context) => {
    const queue = new Queue<number>(redis(), { name: freshName() })
    await queue.add(0) // The first call of a script is an EVAL.
    const add = total(await wireCommands(redis(), () => queue.add(0)))
    figure(context, { pattern, what: 'wire commands: add', safe: add, goal: 1 })
    await queue.addMany(Array.from({ length: 500 }, (_, payload) => ({ payload })))
    const ran = await wireCommands(redis(), async () => {
      let done = 0
      queue.work(() => void done++, { concurrency: 10 })
      await expect.poll(() => done, { timeout: 15_000 }).toBe(502)
      await queue.close()
    })
    const aJob = Number((total(ran) / 502).toFixed(2))
    figure(context, { pattern, what: 'wire commands: work + ack, a job', safe: aJob, goal: '<= 2.2' })
    expect(add).toBe(1)
    expect(aJob).toBeLessThanOrEqual(2.2)
  })
})
