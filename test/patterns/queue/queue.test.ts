import { expect, it } from 'vitest'
import { Queue, type QueueOptions } from '../../../src/patterns/queue/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { Clock } from './clock.js'

onEveryServer('a queue', (redis) => {
  const make = <Payload = string>(options: Partial<QueueOptions<Payload>> = {}) =>
    new Queue<Payload>(redis(), { name: freshName(), ...options })
  const drain = async <Payload>(queue: Queue<Payload>) =>
    (await queue.take(100)).map(({ payload }) => payload)

  it('gives each job to one taker only, first come, first served', async () => {
    const queue = make()
    for (const payload of ['a', 'b', 'c', 'd']) await queue.add(payload)
    const takes = await Promise.all([queue.take(1), queue.take(2), queue.take(2)])
    expect(takes.map((jobs) => jobs.map(({ payload }) => payload))).toEqual([['a'], ['b', 'c'], ['d']])
  })

  it('tells of a job what it knows', async () => {
    const clock = new Clock()
    const queue = make<{ to: string }>({ now: clock.now, ids: () => 'made' })
    await queue.add({ to: 'ada' }, { id: 'one', priority: -7, maxAttempts: 2 })
    clock.ms += 5
    expect(await queue.take(1)).toEqual([
      {
        id: 'one',
        token: 'made',
        payload: { to: 'ada' },
        attempt: 1,
        maxAttempts: 2,
        priority: -7,
        addedAtMs: clock.ms - 5,
      },
    ])
  })

  it('takes the highest priority first, and equal ones in the order in which they became ready', async () => {
    const clock = new Clock()
    const queue = make({ now: clock.now })
    await queue.add('late', { delayMs: 10 })
    await queue.addMany([
      { payload: 'low', priority: -1000 },
      { payload: 'a' },
      { payload: 'high', priority: 1000 },
      { payload: 'b' },
    ])
    clock.ms += 10
    await queue.add('c')
    expect(await drain(queue)).toEqual(['high', 'a', 'b', 'c', 'late', 'low'])
  })

  it('keeps a delayed job until it is due', async () => {
    const clock = new Clock()
    const queue = make({ now: clock.now })
    await queue.add('later', { delayMs: 1_000 })
    clock.ms += 999
    expect(await drain(queue)).toEqual([])
    expect(await queue.stats()).toEqual({ waiting: 0, delayed: 1, active: 0, dead: 0, paused: false })
    clock.ms += 1
    expect(await drain(queue)).toEqual(['later'])
  })

  it('leaves nothing in Redis of jobs that are done', async () => {
    const name = freshName()
    const queue = make({ name })
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    for (const job of await queue.take(2)) await queue.ack(job)
    await queue.take(1)
    const parts = ['jobs', 'payloads', 'waiting', 'delayed', 'active', 'dead', 'done', 'wake']
    const left = await Promise.all(parts.map((part) => redis().exists(`{${name}}:${part}`)))
    expect(left.map(Number)).toEqual(parts.map(() => 0))
  })

  it('keeps a job that is given back at its place, and does not count the attempt', async () => {
    const queue = make()
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    const [job] = await queue.take(1)
    expect(await queue.giveBack(job!)).toBe('returned')
    const again = await queue.take(2)
    expect(again.map(({ payload, attempt }) => [payload, attempt])).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect(await queue.ack(job!)).toBe('lost')
  })

  it('gives nothing away while it is paused, but takes back what is finished', async () => {
    const queue = make()
    await queue.addMany([{ payload: 'a' }, { payload: 'b' }])
    const [job] = await queue.take(1)
    await queue.pause()
    expect(await queue.take(1)).toEqual([])
    expect(await queue.stats()).toEqual({ waiting: 1, delayed: 0, active: 1, dead: 0, paused: true })
    expect(await queue.ack(job!)).toBe('done')
    expect(await queue.resume()).toBe(true)
    expect(await queue.resume()).toBe(false)
    expect(await drain(queue)).toEqual(['b'])
  })

  it('removes a job in any state, and says which', async () => {
    const queue = make({ maxAttempts: 1 })
    const ids = ['dead', 'active', 'done', 'waiting']
    await queue.addMany(ids.map((id) => ({ payload: id, id })))
    await queue.add('delayed', { id: 'delayed', delayMs: 60_000 })
    const [dead, active, done] = await queue.take(3)
    await queue.fail(dead!, 'text')
    await queue.ack(done!)
    for (const id of [...ids, 'delayed']) {
      expect(await queue.remove(id)).toBe(id)
      expect(await queue.remove(id)).toBeNull()
    }
    expect(await queue.ack(active!)).toBe('lost')
    expect(await queue.stats()).toEqual({ waiting: 0, delayed: 0, active: 0, dead: 0, paused: false })
  })

  it('adds more jobs than one script takes, in their order, and answers for each', async () => {
    const queue = make<number>()
    const jobs = Array.from({ length: 1_100 }, (_, payload) => ({ payload, id: `job-${payload % 1_050}` }))
    const answers = await queue.addMany(jobs)
    expect(answers.filter(({ added }) => added)).toHaveLength(1_050)
    expect(answers[1_060]).toEqual({ added: false, id: 'job-10', state: 'waiting' })
    expect((await queue.take(1_000)).map(({ payload }) => payload)).toEqual(
      Array.from({ length: 1_000 }, (_, i) => i),
    )
    expect(await queue.take(1_000)).toHaveLength(50)
    expect(await queue.addMany([])).toEqual([])
  })
})
