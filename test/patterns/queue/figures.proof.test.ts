import { expect, it, vi } from 'vitest'
import { Queue } from '../../../src/patterns/queue/index.js'
import { NaiveQueue } from '../../../src/patterns/queue/naive.js'
import { eventually } from '../../support/eventually.js'
import { figure } from '../../support/figures.js'
import type { Worker } from '../../support/worker.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onRealServer } from '../support/servers.js'
import { urlOf, workersOf } from '../support/workers.js'
import { CONTESTANTS } from './contestants.js'

const pattern = 'queue'
const JOBS = 100
/** The first ten are those that the first worker takes, and holds when it is killed. */
const payloads = Array.from({ length: JOBS }, (_, i) => (i < 10 ? `hold-${i}` : `job-${i}`))

onRealServer('a worker process that is killed while it holds 10 of 100 jobs', (redis) => {
  const program = workersOf('test/patterns/queue/fixtures/worker.ts')

  it('loses them when it is naive, and leaves them to others within 10 s at default settings', async (context) => {
    const naive = await naiveRun()
    const safe = await safeRun()
    figure(context, { pattern, what: 'jobs lost', naive: JOBS - naive, safe: JOBS - safe.done, goal: 0 })
    const what = 'seconds until all 100 are done'
    figure(context, { pattern, what, naive: 'never', safe: (safe.ms / 1_000).toFixed(1), goal: '<= 10' })
    expect(naive).toBe(90)
    expect(safe.done).toBe(100)
    expect(safe.ms).toBeLessThan(10_000)
  })

  async function naiveRun(): Promise<number> {
    const name = freshName()
    const queue = new NaiveQueue<string>(redis(), { name })
    for (const payload of payloads) await queue.add(payload)
    await killWithTen(program.start('naive', urlOf(redis()), JSON.stringify({ name }), '10'))
    const done = new Set<string>()
    while ((await queue.poll((payload) => done.add(payload))) !== 'empty');
    return done.size
  }

  async function safeRun(): Promise<{ done: number; ms: number }> {
    const name = freshName()
    const queue = new Queue<string>(redis(), { name })
    await queue.addMany(payloads.map((payload) => ({ payload })))
    await killWithTen(program.start('safe', urlOf(redis()), JSON.stringify({ name }), '10'))
    const start = performance.now()
    const done = new Set<string>()
    queue.work(({ payload }) => void done.add(payload), { concurrency: 10 })
    await eventually('all are done', () => done.size === JOBS, 15_000).catch(() => {})
    const ms = performance.now() - start
    await queue.close()
    return { done: done.size, ms }
  }

  async function killWithTen(worker: Worker): Promise<void> {
    for (let begun = 0; begun < 10;) if ('began' in ((await worker.next()) as object)) begun++
    await worker.kill()
  }
})

onRealServer('a queue, as it is promised', (redis) => {
  const make = <Payload>(name = freshName()) => new Queue<Payload>(redis(), { name })

  it('keeps a job that always fails as a dead letter, after all of its attempts', async (context) => {
    const endOf = async (kind: 'naive' | 'safe') => {
      const queue = CONTESTANTS[kind](redis())
      await queue.add('bad')
      let attempts = 0
      await queue.drain(() => {
        attempts++
        throw new Error('always')
      })
      return { attempts, kept: (await queue.known()).length }
    }
    const [naive, safe] = [await endOf('naive'), await endOf('safe')]
    for (const [what, count, goal] of [
      ['attempts at a job that always fails', 'attempts', 3],
      ['kept as a dead letter after that', 'kept', 1],
    ] as const) {
      figure(context, { pattern, what, naive: naive[count], safe: safe[count], goal })
    }
    expect({ naive, safe }).toEqual({ naive: { attempts: 1, kept: 0 }, safe: { attempts: 3, kept: 1 } })
  })

  it('needs at most 2.2 commands a job to do it, when there is work', async (context) => {
    const queue = make<number>()
    await warmUp(queue)
    await queue.addMany(Array.from({ length: 1_000 }, (_, payload) => ({ payload })))
    const drain = await perJob(1_000, (done) => doAll(queue, 1_000, 10, done))
    const flow = await perJob(1_000, (done) => flowThrough(queue, 1_000, done))
    const lone = Number(((await perJob(20, (done) => oneByOne(queue, 20, done))) - 1).toFixed(2))
    figure(context, { pattern, what: 'wire commands a job: work + ack, drain', safe: drain, goal: '<= 2.2' })
    figure(context, {
      pattern,
      what: 'wire commands a job: add + work + ack, steady flow',
      safe: flow,
      goal: '<= 3.2',
    })
    figure(context, {
      pattern,
      what: 'wire commands a job: work + ack, idle worker (beyond the 2.2 of a flow)',
      safe: lone,
      goal: '<= 3.5',
    })
    expect(drain).toBeLessThanOrEqual(2.2)
    expect(flow).toBeLessThanOrEqual(3.2)
    expect(lone).toBeLessThanOrEqual(3.5)
  })

  it('adds a job with one command', async (context) => {
    const queue = make<number>()
    await queue.add(1)
    const safe = total(await wireCommands(redis(), () => queue.add(1)))
    figure(context, { pattern, what: 'wire commands: add', safe, goal: 1 })
    expect(safe).toBe(1)
  })

  it('polls hardly ever while there is nothing to do', async (context) => {
    const naiveQueue = new NaiveQueue(redis(), { name: freshName() })
    const naive = await perSecond(1_000, () => {
      const pollers = Array.from({ length: 10 }, () => setInterval(() => void naiveQueue.poll(() => {}), 20))
      return () => pollers.forEach(clearInterval)
    })
    const queue = new Queue(redis(), { name: freshName(), leaseMs: 1_000 }) // So that each looks once a second, not in five.
    Array.from({ length: 10 }, () => queue.work(() => {}))
    await eventually('all wait', async () => (await redis().info('clients')).includes('blocked_clients:10'))
    const safe = await perSecond(2_500, () => () => {})
    await queue.close()
    const what = 'commands a second of 10 idle workers, leases of 1 s (naive: a look every 20 ms)'
    figure(context, { pattern, what, naive: Math.round(naive), safe: Math.round(safe), goal: '<= 30' })
    expect(naive).toBeGreaterThan(100)
    expect(safe).toBeLessThanOrEqual(30)
  })

  /** The first calls of scripts are sent twice. */
  async function warmUp(queue: Queue<number>): Promise<void> {
    await queue.add(0)
    await queue.ack((await queue.take(1))[0]!)
  }

  /** Commands on the wire until `act` is over. */
  async function perJob(jobs: number, act: (done: Set<number>) => Promise<void>): Promise<number> {
    const done = new Set<number>()
    const commands = total(await wireCommands(redis(), () => act(done)))
    expect(done.size).toBe(jobs)
    return Number((commands / jobs).toFixed(2))
  }

  async function doAll(queue: Queue<number>, jobs: number, concurrency: number, done: Set<number>) {
    const worker = queue.work(({ payload }) => void done.add(payload), { concurrency })
    await vi.waitFor(() => expect(done.size).toBe(jobs), 10_000)
    await worker.close()
  }

  async function flowThrough(queue: Queue<number>, jobs: number, done: Set<number>): Promise<void> {
    const all = doAll(queue, jobs, 10, done)
    let next = 0
    const producer = async () => {
      while (next < jobs) await queue.add(next++)
    }
    await Promise.all(Array.from({ length: 10 }, producer))
    await all
  }

  /** Each is added when the worker waits for it, by one command more. */
  async function oneByOne(queue: Queue<number>, jobs: number, done: Set<number>): Promise<void> {
    const worker = queue.work(({ payload }) => void done.add(payload))
    const direct = redis().duplicate()
    for (let payload = 0; payload < jobs; payload++) {
      await eventually('it waits', async () => (await direct.info('clients')).includes('blocked_clients:1'))
      await queue.add(payload)
      await vi.waitFor(() => expect(done.has(payload)).toBe(true))
    }
    direct.disconnect()
    await worker.close()
  }

  async function perSecond(ms: number, begin: () => () => void): Promise<number> {
    const start = performance.now()
    const commands = await wireCommands(redis(), async () => {
      const stop = begin()
      await vi.waitFor(() => expect(performance.now() - start).toBeGreaterThan(ms), 2 * ms)
      stop()
    })
    return (total(commands) * 1_000) / ms
  }
})
