import { expect, it } from 'vitest'
import { type LeasedJob, Queue, type QueueEvent } from '../../../src/patterns/queue/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { Clock } from './clock.js'

onEveryServer('a lease', (redis) => {
  const setUp = async ({ maxAttempts = 5 } = {}) => {
    const clock = new Clock()
    const events: QueueEvent[] = []
    const queue = new Queue<string>(redis(), {
      name: freshName(),
      leaseMs: 1_000,
      maxAttempts,
      now: clock.now,
      onEvent: (event) => events.push(event),
    })
    await queue.add('job', { id: 'job' })
    const take = async () => (await queue.take(1))[0] as LeasedJob<string>
    return { clock, events, queue, take }
  }

  it('keeps the job from others until it runs out; then the next who takes has it, and the late ack is lost', async () => {
    const { clock, queue, take } = await setUp()
    const first = await take()
    clock.ms += 999
    expect(await take()).toBeUndefined()
    clock.ms += 1
    const second = await take()
    expect(second).toMatchObject({ id: 'job', attempt: 2 })
    for (const late of [
      queue.ack(first),
      queue.fail(first, 'x'),
      queue.giveBack(first),
      queue.extend(first),
    ]) {
      expect(await late).toBe('lost')
    }
    expect(await queue.stats()).toMatchObject({ active: 1, waiting: 0, delayed: 0 })
    expect(await queue.ack(second)).toBe('done')
  })

  it('lasts longer when it is extended', async () => {
    const { clock, queue, take } = await setUp()
    const job = await take()
    clock.ms += 900
    expect(await queue.extend(job)).toBe('extended')
    clock.ms += 900
    expect(await take()).toBeUndefined()
    expect(await queue.ack(job)).toBe('done')
    expect(await queue.extend(job)).toBe('lost')
  })

  it('that has run out can still be settled or extended while nobody else has the job', async () => {
    const { clock, queue, take } = await setUp()
    const job = await take()
    clock.ms += 5_000
    expect(await queue.extend(job)).toBe('extended')
    expect(await take()).toBeUndefined()
    clock.ms += 5_000
    expect(await queue.ack(job)).toBe('done')
    expect(await queue.stats()).toMatchObject({ active: 0, waiting: 0 })
  })

  it('counts each attempt that ran out: a job that kills its workers ends as a dead letter', async () => {
    const { clock, events, queue, take } = await setUp({ maxAttempts: 2 })
    for (const attempt of [1, 2]) {
      expect(await take()).toMatchObject({ attempt })
      clock.ms += 1_000
    }
    expect(await take()).toBeUndefined()
    const [letter] = await queue.dead.list()
    expect(letter).toMatchObject({ id: 'job', attempts: 2, reason: { name: 'PatternError' } })
    expect(letter?.reason.message).toContain('the lease ran out')
    expect(events.map(({ type }) => type)).toEqual(['added', 'expired', 'expired', 'dead'])
  })

  it('that runs out puts the job back at its old place', async () => {
    const { clock, queue, take } = await setUp()
    await queue.add('other')
    await take()
    clock.ms += 1_000
    expect((await queue.take(2)).map(({ payload }) => payload)).toEqual(['job', 'other'])
  })

  it('of a removed job does not settle a new job of the same id', async () => {
    const { queue, take } = await setUp()
    const old = await take()
    await queue.remove('job')
    await queue.add('new', { id: 'job' })
    const fresh = await take()
    expect(fresh.attempt).toBe(old.attempt)
    expect(await queue.ack(old)).toBe('lost')
    expect(await queue.ack(fresh)).toBe('done')
  })
})
