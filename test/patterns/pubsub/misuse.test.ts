import { describe, expect, it } from 'vitest'
import * as door from '../../../src/patterns/pubsub/index.js'
import { bytes, Broadcast, Topic, Topics } from '../../../src/patterns/pubsub/index.js'
import { NaiveTopic } from '../../../src/patterns/pubsub/naive.js'
import { freshName, onAnyServer } from '../support/servers.js'
import { soon } from './support/soon.js'

onAnyServer('misuse of a topic', (redis) => {
  const topic = (options = {}) => new Topic(redis(), { name: freshName(), ...options })

  it.each<[what: string, act: () => Promise<unknown>, message: string]>([
    ['a message that JSON cannot hold', () => topic().publish(undefined), 'must be one that JSON can hold'],
    ['text where bytes are', () => topic({ codec: bytes }).publish('a'), 'must be a Buffer'],
    ['from without an outbox', () => topic().messages({ from: 1 }), 'from needs a topic with an outbox'],
    ['from 0', () => topic({ outbox: { maxLen: 1 } }).messages({ from: 0 }), 'from must be a whole number'],
    [
      'two places to start',
      () =>
        topic({ outbox: { maxLen: 1 } }).messages({ from: 1, after: { history: 'a', seq: 1, id: 'a.1' } }),
      'pass from or after, not both',
    ],
    [
      'a place that is none',
      () => topic().messages({ after: {} as never }),
      'after.seq must be a whole number',
    ],
    [
      'no room for any message',
      () => topic().messages({ maxWaiting: 0 }),
      'maxWaiting must be a whole number',
    ],
    ['a glob with braces', () => new Topics(redis()).messages('{a}'), 'must be text that is not empty'],
    ['a room without a name', () => new Broadcast(redis()).join('', { send() {} }), 'name must be text'],
  ])('refuses %s and says what to pass', async (_, act, message) => {
    await expect(act()).rejects.toThrow(TypeError)
    await expect(act()).rejects.toThrow(message)
  })

  it('says that a topic is closed', async () => {
    const closed = topic()
    await closed.close()
    await expect(closed.messages()).rejects.toMatchObject({ code: 'CLOSED', name: 'PatternError' })
  })
})

describe('the options of a topic', () => {
  const client = { options: {} } as never

  it.each([
    [{ name: '' }, 'name must be text'],
    [{ name: 'a{b' }, 'name must be text'],
    [{ name: 'a', outbox: { maxLen: 0 } }, 'outbox.maxLen must be a whole number, 1 or more'],
    [{ name: 'a', idleMs: 0.5 }, 'idleMs must be a whole number'],
    [{ name: 'a', pingMs: 0 }, 'pingMs must be a whole number'],
    [{ name: 'a', ids: () => 'a b' }, 'ids must give text without white space; got a b'],
  ])('%o are refused', (options, message) => {
    const make = () => new Topic(client, options)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })

  it('of a broadcast are checked, too', () => {
    expect(() => new Broadcast(client, { maxBufferedBytes: -1 })).toThrow('maxBufferedBytes must be')
    expect(() => new Broadcast(client, { whenSlow: 'wait' as never })).toThrow(
      "whenSlow must be 'close' or 'skip'",
    )
  })
})

onAnyServer('the naive topic', (redis) => {
  it('is right as long as everybody is there: that is why its faults get about', async () => {
    const name = freshName()
    const listening = redis().duplicate()
    const heard: string[] = []
    await new NaiveTopic<string>(listening, { name }).subscribe((message) => heard.push(message))
    expect(await new NaiveTopic<string>(redis(), { name }).publish('hello')).toBe(1)
    await soon(() => expect(heard).toEqual(['hello']))
    listening.disconnect()
  })
})

it('the naive topic is not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'Broadcast',
    'InvalidationBus',
    'PatternError',
    'Topic',
    'Topics',
    'bytes',
    'json',
    'text',
  ])
})
