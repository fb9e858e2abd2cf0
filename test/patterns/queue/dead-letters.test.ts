import { expect, it } from 'vitest'
import { Queue, type QueueOptions } from '../../../src/patterns/queue/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { Clock } from './clock.js'

onEveryServer('a job that fails', (redis) => {
  const make = <Payload = string>(options: Partial<QueueOptions<Payload>> = {}) =>
    new Queue<Payload>(redis(), { name: freshName(), ...options })
  const drain = async <Payload>(queue: Queue<Payload>) =>
    (await queue.take(100)).map(({ payload }) => payload)

  it('tries a job again after the backoff, and keeps it as a dead letter after the last attempt', async () => {
    const clock = new Clock()
    const backoff = { baseMs: 100, maxMs: 150, jitter: 0 }
    const queue = make({ now: clock.now, maxAttempts: 3, backoff })
    await queue.add('fails', { id: 'f' })
    for (const [attempt, delayMs] of [
      [1, 100],
      [2, 150],
    ] as const) {
      const [job] = await queue.take(1)
      expect(job?.attempt).toBe(attempt)
      expect(await queue.fail(job!, new Error(`no ${attempt}`))).toBe('retried')
      clock.ms += delayMs - 1
      expect(await drain(queue)).toEqual([])
      clock.ms += 1
    }
    const [last] = await queue.take(1)
    expect(await queue.fail(last!, new RangeError('no 3'))).toBe('dead')
    expect(await queue.stats()).toMatchObject({ waiting: 0, delayed: 0, active: 0, dead: 1 })
    expect(await queue.dead.list()).toEqual([
      {
        id: 'f',
        payload: 'fails',
        attempts: 3,
        maxAttempts: 3,
        priority: 0,
        addedAtMs: clock.ms - 250,
        diedAtMs: clock.ms,
        reason: { name: 'RangeError', message: 'no 3', stack: expect.stringContaining('RangeError: no 3') },
      },
    ])
  })

  it('keeps the newest dead letters only', async () => {
    const dropped: number[] = []
    const clock = new Clock()
    const queue = make({
      now: clock.now,
      maxDead: 2,
      maxAttempts: 1,
      onEvent: (event) => event.type === 'dropped' && dropped.push(event.count),
    })
    for (const id of ['a', 'b', 'c']) {
      await queue.add(id, { id })
      await queue.fail((await queue.take(1))[0]!, new Error(id))
      clock.ms++
    }
    expect((await queue.dead.list()).map(({ id }) => id)).toEqual(['c', 'b'])
    expect((await queue.dead.list({ first: 1, count: 1 })).map(({ id }) => id)).toEqual(['b'])
    expect(dropped).toEqual([1])
    expect(await queue.add('a', { id: 'a' })).toMatchObject({ added: true })
    expect(await queue.dead.remove('a', 'b', 'nobody')).toBe(1)
    expect(await queue.dead.retry('c', 'b')).toBe(1)
    expect((await drain(queue)).sort()).toEqual(['a', 'c'])
  })

  it('stores a huge error in short', async () => {
    const queue = make({ maxAttempts: 1 })
    await queue.add('x')
    const error = new Error('m'.repeat(1e6))
    error.name = 'n'.repeat(1e6)
    await queue.fail((await queue.take(1))[0]!, error)
    const [letter] = await queue.dead.list()
    expect(JSON.stringify(letter).length).toBeLessThan(6_000)
  })
})
