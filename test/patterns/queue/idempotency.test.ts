import { expect, it } from 'vitest'
import { Queue, type QueueOptions } from '../../../src/patterns/queue/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { Clock } from './clock.js'

onEveryServer('the id of a job', (redis) => {
  const make = <Payload = string>(options: Partial<QueueOptions<Payload>> = {}) =>
    new Queue<Payload>(redis(), { name: freshName(), ...options })
  const drain = async <Payload>(queue: Queue<Payload>) =>
    (await queue.take(100)).map(({ payload }) => payload)

  it('adds a job of the same id once, wherever that job is', async () => {
    const clock = new Clock()
    const queue = make({ now: clock.now, keepCompletedMs: 60_000, maxAttempts: 1 })
    const again = () => queue.add('again', { id: 'key' })
    expect(await queue.add('first', { id: 'key', delayMs: 10 })).toEqual({ added: true, id: 'key' })
    expect(await again()).toEqual({ added: false, id: 'key', state: 'delayed' })
    clock.ms += 10
    const [job] = await queue.take(1)
    expect(await again()).toMatchObject({ added: false, state: 'active' })
    await queue.giveBack(job!)
    expect(await again()).toMatchObject({ added: false, state: 'waiting' })
    await queue.fail((await queue.take(1))[0]!, new Error('no'))
    expect(await again()).toMatchObject({ added: false, state: 'dead' })
    await queue.dead.retry('key')
    const [second] = await queue.take(1)
    expect(second).toMatchObject({ payload: 'first', attempt: 1 })
    await queue.ack(second!)
    expect(await again()).toMatchObject({ added: false, state: 'done' })
    clock.ms += 60_000
    expect(await again()).toEqual({ added: true, id: 'key' })
    expect(await drain(queue)).toEqual(['again'])
    expect(await queue.remove('key')).toBe('active')
    expect(await queue.remove('key')).toBeNull()
  })

  it('forgets ids that it made itself, and those of the caller after their time', async () => {
    const clock = new Clock()
    const name = freshName()
    const queue = make({ now: clock.now, keepCompletedMs: 1_000, name })
    const finish = async (id?: string) => {
      await queue.add('x', id === undefined ? {} : { id })
      await queue.ack((await queue.take(1))[0]!)
    }
    await finish()
    for (let i = 0; i < 5; i++) await finish(`old-${i}`)
    clock.ms += 1_000
    for (let i = 0; i < 5; i++) await finish(`new-${i}`)
    expect(Number(await redis().zcard(`{${name}}:done`))).toBe(5)
    expect(Number(await redis().pttl(`{${name}}:done`))).toBeGreaterThan(0)
  })
})
