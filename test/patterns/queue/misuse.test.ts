import { describe, expect, it } from 'vitest'
import { bytes, Queue, text } from '../../../src/patterns/queue/index.js'
import { onAnyServer } from '../support/servers.js'

onAnyServer('misuse', (redis) => {
  const queue = () => new Queue(redis(), { name: 'misuse' })

  it.each<[string, () => Promise<unknown>, string]>([
    ['an empty id', () => queue().add('x', { id: '' }), 'id must be text that is not empty'],
    ['an id that is no text', () => queue().add('x', { id: 5 as never }), 'id must be text'],
    ['half a delay', () => queue().add('x', { delayMs: 0.5 }), 'delayMs must be a whole number'],
    ['a delay backwards', () => queue().add('x', { delayMs: -1 }), 'delayMs must be a whole number'],
    ['too high a priority', () => queue().add('x', { priority: 1_001 }), 'priority must be a whole number'],
    ['no attempts', () => queue().add('x', { maxAttempts: 0 }), 'maxAttempts must be a whole number, 1'],
    ['a payload that JSON cannot hold', () => queue().add(undefined), 'must be one that JSON can hold'],
    ['none to take', () => queue().take(0), 'count must be a whole number, from 1 to 1000'],
    ['too many to take', () => queue().take(1_001), 'count must be a whole number, from 1 to 1000'],
    ['an empty list', () => queue().dead.list({ count: 0 }), 'count must be a whole number, from 1'],
    ['a list from before', () => queue().dead.list({ first: -1 }), 'first must be a whole number'],
  ])('refuses %s and says what to pass', async (_, act, message) => {
    await expect(act()).rejects.toThrow(TypeError)
    await expect(act()).rejects.toThrow(message)
  })

  it('refuses one bad job without harm to those added at the same moment', async () => {
    const other = new Queue<string>(redis(), { name: 'misuse-of-one', codec: text })
    const answers = await Promise.allSettled([other.add('a'), other.add(5 as never), other.add('b')])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await other.stats()).toMatchObject({ waiting: 2 })
  })

  it('refuses a payload that is not of the kind of its codec', async () => {
    const raw = new Queue(redis(), { name: 'misuse', codec: bytes })
    await expect(raw.add('text' as never)).rejects.toThrow('must be a Buffer')
  })

  it.each(['', 'with space', '-'])('refuses ids that cannot be the token of a lease: "%s"', async (id) => {
    const odd = new Queue(redis(), { name: 'misuse', ids: () => id })
    await expect(odd.take(1)).rejects.toThrow('ids must make text without spaces')
  })

  it('refuses a worker that does nothing, and half a millisecond to close one', async () => {
    expect(() => queue().work(() => {}, { concurrency: 0 })).toThrow('concurrency must be a whole number')
    const worker = queue().work(() => {})
    await expect(worker.close({ timeoutMs: 0.5 })).rejects.toThrow('timeoutMs must be a whole number')
    await worker.close()
  })

  it('sends nothing for nothing', async () => {
    const lost = new Queue(undefined as never, { name: 'no client' })
    expect(await lost.addMany([])).toEqual([])
    expect(await lost.dead.retry()).toBe(0)
    expect(await lost.dead.remove()).toBe(0)
    await lost.close()
  })
})

describe('the options of a queue', () => {
  it.each([
    [{ name: '' }, 'name must be text'],
    [{ name: 'a', prefix: '{' }, 'prefix must be text'],
    [{ name: 'a', leaseMs: 99 }, 'leaseMs must be a whole number, 100 or more'],
    [{ name: 'a', maxAttempts: 0 }, 'maxAttempts must be'],
    [{ name: 'a', maxDead: -1 }, 'maxDead must be'],
    [{ name: 'a', keepCompletedMs: 0.5 }, 'keepCompletedMs must be'],
    [{ name: 'a', backoff: { baseMs: -1 } }, 'backoff.baseMs must be'],
    [{ name: 'a', backoff: { baseMs: 10, maxMs: 5 } }, 'backoff.maxMs must be'],
    [{ name: 'a', backoff: { jitter: 2 } }, 'backoff.jitter must be a number from 0 to 1'],
  ])('%o are refused', (options, message) => {
    const make = () => new Queue(undefined as never, options)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})
