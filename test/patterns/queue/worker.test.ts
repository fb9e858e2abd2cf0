import { afterEach, expect, it, vi } from 'vitest'
import {
  LeaseLostError,
  Queue,
  type QueueEvent,
  type QueueOptions,
  UnrecoverableError,
  WorkerClosedError,
} from '../../../src/patterns/queue/index.js'
import { freshName, onEveryServer } from '../support/servers.js'

/** A handler that can be held up: `started` has the jobs that wait, `go` lets them end. */
function held() {
  const started: { payload: string; signal: AbortSignal; end: () => void; fail: (error: unknown) => void }[] =
    []
  const handler = ({ payload }: { payload: string }, { signal }: { signal: AbortSignal }) =>
    new Promise<void>((end, fail) => started.push({ payload, signal, end, fail }))
  return { started, handler }
}

onEveryServer('a worker', (redis) => {
  const queues: Queue<string>[] = []
  const make = (options: Partial<QueueOptions<string>> = {}) => {
    const queue = new Queue<string>(redis(), { name: freshName(), ...options })
    queues.push(queue)
    return queue
  }
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.close({ timeoutMs: 0 })))
  })
  const nothingLeft = { waiting: 0, delayed: 0, active: 0, dead: 0 }

  it('does the jobs that are there and those that come', async () => {
    const queue = make()
    const done: string[] = []
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    queue.work(({ payload }) => void done.push(payload))
    await vi.waitFor(() => expect(done).toEqual(['a', 'b']))
    await queue.add('c')
    await vi.waitFor(() => expect(done).toEqual(['a', 'b', 'c']))
    await vi.waitFor(async () => expect(await queue.stats()).toMatchObject(nothingLeft))
  })

  it('does so many at the same time as it is told, and no more', async () => {
    const queue = make()
    const { started, handler } = held()
    queue.work(handler, { concurrency: 2 })
    await queue.addMany(['a', 'b', 'c', 'd'].map((payload) => ({ payload })))
    await vi.waitFor(() => expect(started).toHaveLength(2))
    expect(await queue.stats()).toMatchObject({ waiting: 2, active: 2 })
    started[1]!.end()
    await vi.waitFor(() => expect(started.map(({ payload }) => payload)).toEqual(['a', 'b', 'c']))
    expect(await queue.stats()).toMatchObject({ waiting: 1, active: 2 })
    for (const index of [0, 2]) started[index]!.end()
    await vi.waitFor(() => expect(started).toHaveLength(4))
    started[3]!.end()
    await vi.waitFor(async () => expect(await queue.stats()).toMatchObject(nothingLeft))
  })

  it('shares the jobs with the other workers, so that each is done once', async () => {
    const queue = make()
    const done: string[] = []
    for (let i = 0; i < 3; i++) queue.work(({ payload }) => void done.push(payload), { concurrency: 3 })
    const payloads = Array.from({ length: 60 }, (_, i) => `job-${i}`)
    await queue.addMany(payloads.map((payload) => ({ payload })))
    await vi.waitFor(() => expect(done).toHaveLength(60))
    expect(done.sort()).toEqual(payloads.sort())
  })

  it('tries a job again that failed, and gives up after the last attempt or at an unrecoverable error', async () => {
    const events: QueueEvent[] = []
    const queue = make({
      maxAttempts: 3,
      backoff: { baseMs: 1, jitter: 0 },
      onEvent: (event) => events.push(event),
    })
    const attempts: string[] = []
    queue.work(({ payload, attempt }) => {
      attempts.push(`${payload}${attempt}`)
      if (payload === 'hopeless') throw new UnrecoverableError('hopeless')
      throw new Error('always')
    })
    await queue.add('a')
    await vi.waitFor(async () => expect(await queue.stats()).toMatchObject({ dead: 1 }))
    await queue.add('hopeless')
    await vi.waitFor(async () => expect(await queue.stats()).toMatchObject({ dead: 2 }))
    expect(attempts).toEqual(['a1', 'a2', 'a3', 'hopeless1'])
    const reasons = (await queue.dead.list()).map(({ reason, attempts: count }) => [reason.message, count])
    expect(reasons).toEqual(
      expect.arrayContaining([
        ['hopeless', 1],
        ['always', 3],
      ]),
    )
    await vi.waitFor(() => expect(events.at(-1)?.type).toBe('dead'))
    expect(events.filter(({ type }) => type === 'retried')).toMatchObject([
      { attempt: 1, delayMs: 1 },
      { attempt: 2, delayMs: 2 },
    ])
  })

  it('does a delayed job when it is due, though nothing else wakes it', async () => {
    const queue = make()
    const done: string[] = []
    queue.work(({ payload }) => void done.push(payload))
    const start = performance.now()
    await queue.add('much later', { delayMs: 3_600_000 })
    await queue.add('later', { delayMs: 300 })
    await vi.waitFor(() => expect(done).toEqual(['later']), 5_000)
    expect(performance.now() - start).toBeGreaterThanOrEqual(299)
    expect(await queue.stats()).toMatchObject({ delayed: 1 })
  })

  it('takes nothing while the queue is paused, and goes on when it is resumed', async () => {
    const queue = make()
    const done: string[] = []
    await queue.pause()
    queue.work(({ payload }) => void done.push(payload))
    await queue.add('a')
    expect(await queue.take(1)).toEqual([])
    expect(done).toEqual([])
    await queue.resume()
    await vi.waitFor(() => expect(done).toEqual(['a']))
  })

  it('finishes what it has before it is closed, and takes nothing more', async () => {
    const queue = make()
    const { started, handler } = held()
    const worker = queue.work(handler)
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    await vi.waitFor(() => expect(started).toHaveLength(1))
    const closed = worker.close()
    const again = worker.close()
    started[0]!.end()
    await Promise.all([closed, again, worker.ended])
    expect(started[0]!.signal.aborted).toBe(false)
    expect(await queue.stats()).toMatchObject({ waiting: 1, active: 0 })
  })

  it('returns what is not finished in time, with its attempt, and aborts the handlers', async () => {
    const events: QueueEvent[] = []
    const queue = make({ onEvent: (event) => events.push(event) })
    const { started, handler } = held()
    const worker = queue.work(handler, { concurrency: 2 })
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    await vi.waitFor(() => expect(started).toHaveLength(2))
    await worker.close({ timeoutMs: 10 })
    expect(started.map(({ signal }) => signal.reason as unknown)).toEqual([
      expect.any(WorkerClosedError),
      expect.any(WorkerClosedError),
    ])
    expect(await queue.stats()).toMatchObject({ waiting: 2, active: 0 })
    expect(events.filter(({ type }) => type === 'returned')).toHaveLength(2)
    for (const { end } of started) end() // Too late: it changes nothing.
    expect((await queue.take(2)).map(({ payload, attempt }) => payload + attempt)).toEqual(['a1', 'b1'])
  })

  it('returns its jobs with its first command when it is given no time at all', async () => {
    const client = redis()
    const queue = make()
    const { started, handler } = held()
    const worker = queue.work(handler, { concurrency: 2 })
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    await vi.waitFor(() => expect(started).toHaveLength(2))
    const send = vi.spyOn(client, 'sendCommand')
    await worker.close({ timeoutMs: 0 })
    expect(send.mock.calls.map(([command]) => command.name)).toEqual(['evalsha'])
    send.mockRestore()
    expect(await queue.stats()).toMatchObject({ waiting: 2, active: 0 })
  })

  it('hands the work over to the others when it is closed', async () => {
    const queue = make()
    const { started, handler } = held()
    const worker = queue.work(handler)
    await queue.add('a')
    await vi.waitFor(() => expect(started).toHaveLength(1))
    queue.work(handler)
    await worker.close({ timeoutMs: 0 })
    await vi.waitFor(() => expect(started).toHaveLength(2), 2_000)
  })

  it('is closed by its signal, also by one that has aborted already, and at the end of its scope', async () => {
    const queue = make()
    const controller = new AbortController()
    const worker = queue.work(() => {}, { signal: controller.signal })
    controller.abort()
    await expect(worker.ended).resolves.toBeUndefined()
    const late = queue.work(() => {}, { signal: controller.signal })
    await expect(late.ended).resolves.toBeUndefined()
    const scoped = queue.work(() => {})
    await scoped[Symbol.asyncDispose]()
    await expect(scoped.ended).resolves.toBeUndefined()
  })

  it('keeps the leases of jobs that take longer than a lease', async () => {
    const name = freshName()
    const queue = make({ name, leaseMs: 150 })
    const { started, handler } = held()
    queue.work(handler)
    await queue.add('long', { id: 'long' })
    await vi.waitFor(() => expect(started).toHaveLength(1))
    const rival = make({ name, leaseMs: 150 })
    const end = performance.now() + 400
    await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(end), 3_000)
    expect(await rival.take(1)).toEqual([])
    started[0]!.end()
    await vi.waitFor(async () => expect(await queue.stats()).toMatchObject(nothingLeft))
  })

  it('aborts the handler of a job that was removed, and settles nothing', async () => {
    const events: QueueEvent[] = []
    const queue = make({ leaseMs: 150, onEvent: (event) => events.push(event) })
    const { started, handler } = held()
    queue.work(handler)
    await queue.add('a', { id: 'a' })
    await vi.waitFor(() => expect(started).toHaveLength(1))
    expect(await queue.remove('a')).toBe('active')
    await vi.waitFor(() => expect(started[0]!.signal.aborted).toBe(true))
    expect(started[0]!.signal.reason).toBeInstanceOf(LeaseLostError)
    started[0]!.fail(started[0]!.signal.reason)
    await queue.add('b')
    await vi.waitFor(() => expect(started).toHaveLength(2))
    expect(events.map(({ type }) => type)).not.toContain('retried')
    expect(events.filter(({ type }) => type === 'lost')).toEqual([{ type: 'lost', id: 'a', attempt: 1 }])
  })

  it('tells what happens', async () => {
    const events: QueueEvent[] = []
    const queue = make({ onEvent: (event) => events.push(event) })
    queue.work(() => {})
    await queue.add('a', { id: 'a' })
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toEqual(['added', 'started', 'done']))
    expect(events[2]).toEqual({ type: 'done', id: 'a', attempt: 1, durationMs: expect.any(Number) })
  })

  it('uses the default backoff when the own one fails, and says so', async () => {
    const events: QueueEvent[] = []
    const queue = make({ backoff: () => Number.NaN, onEvent: (event) => events.push(event) })
    queue.work(() => {
      throw new Error('no')
    })
    await queue.add('a')
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain('retried'))
    expect(events.find(({ type }) => type === 'error')).toMatchObject({ error: expect.any(TypeError) })
    expect(await queue.stats()).toMatchObject({ delayed: 1 })
  })
})
