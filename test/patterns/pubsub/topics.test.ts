import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Gap, Topic, Topics, type TopicsOptions } from '../../../src/patterns/pubsub/index.js'
import { Redis } from 'ioredis'
import { freshName, hasRealServer, onEveryServer, onRealServer } from '../support/servers.js'
import { soon } from './support/soon.js'
import { openWay } from '../support/way.js'

onEveryServer('topics', (redis) => {
  let prefix: string
  let topics: Topics<string>
  const make = (options: TopicsOptions<string> = {}) => new Topics<string>(redis(), { prefix, ...options })
  beforeEach(() => {
    prefix = `${freshName()}[*]?:` // Would match others if it were taken for a glob.
    topics = make()
  })
  afterEach(() => topics.close())

  it('are heard by their names, each with its own numbers', async () => {
    const heard: string[] = []
    const note = ({ topic, seq, value }: { topic: string; seq: number; value: string }) =>
      heard.push(`${topic} ${seq} ${value}`)
    await topics.topic('a').subscribe(note)
    await topics.topic('b').subscribe(note)
    await topics.publish('a', 'x')
    await topics.publish('b', 'y')
    await topics.topic('a').publish('z')
    await soon(() => expect(heard.toSorted()).toEqual(['a 1 x', 'a 2 z', 'b 1 y']))
  })

  it('are heard by a glob over their names, and the prefix is not part of it', async () => {
    await using messages = await topics.messages('room-?')
    await make({ prefix: prefix.replace('[*]', '*') }).publish('room-1', 'of another prefix')
    for (const name of ['lobby', 'room-10', 'room-7', 'room-8']) await topics.publish(name, name)
    const heard = [(await messages.next()).value, (await messages.next()).value]
    expect(heard.map(({ topic, value }) => `${topic} ${value}`).toSorted()).toEqual([
      'room-7 room-7',
      'room-8 room-8',
    ])
  })

  it('keep the order of each topic in a pattern subscription', async () => {
    const heard = new Map<string, number[]>()
    await topics.subscribe('*', ({ topic, seq }) => heard.set(topic, [...(heard.get(topic) ?? []), seq]))
    const rounds = Array.from({ length: 60 }, (_, index) => topics.publish(`t${index % 3}`, 'x'))
    await Promise.all(rounds)
    const all = Array.from({ length: 20 }, (_, index) => index + 1)
    await soon(() => expect([...heard.values()]).toEqual([all, all, all]))
  })

  it('end their own subscriptions one by one, and all together', async () => {
    const [one, two] = [topics.topic('a'), topics.topic('a')]
    const [first, second] = [await one.messages(), await two.messages()]
    await one.close()
    expect(await first.next()).toMatchObject({ done: true })
    await topics.publish('a', 'x')
    expect((await second.next()).value.value).toBe('x')
    const pending = second.next()
    await topics.close()
    expect(await pending).toMatchObject({ done: true })
    await topics.close()
    await expect(topics.messages('*')).rejects.toThrow('it was closed')
    expect(await topics.publish('a', 'still')).toMatchObject({ seq: 2 })
  })
})

onRealServer('topics of clients with different key prefixes', (redis) => {
  it('are different topics, also when their names are the same', async () => {
    const { port, host } = redis().options
    const clients = ['one:', 'two:'].map((keyPrefix) => new Redis({ port: port!, host: host!, keyPrefix }))
    const [one, two] = clients.map((client) => new Topic<string>(client, { name: 'same' })) as [Topic, Topic]
    const messages = await one.messages()
    expect(await two.publish('of another')).toMatchObject({ receivers: 0 })
    expect(await one.publish('own')).toMatchObject({ seq: 1, receivers: 1 })
    expect((await messages.next()).value).toMatchObject({ topic: 'same', value: 'own' })
    await one.close()
    for (const client of clients) client.disconnect()
  })
})

describe.skipIf(!hasRealServer)('a subscription to a glob whose connection breaks', () => {
  it.each([
    ['gets what it missed of each topic that it knows', { outbox: { maxLen: 100 } }, ['a2', 'b2'], []],
    ['is told what it missed of each topic that it knows', {}, [], [2, 2]],
  ])('%s, and then that it is restored', async (_, options, values, missed) => {
    const way = await openWay()
    const near = new Topics<string>(way.direct, options)
    const far = new Topics<string>(way.far, options)
    const heard: string[] = []
    const gaps: Gap[] = []
    const states: string[] = []
    await far.subscribe('*', ({ value }) => heard.push(value), {
      onGap: (gap) => gaps.push(gap),
      onLost: () => states.push('lost'),
      onRestored: () => states.push(`restored after ${heard.length + gaps.length}`),
    })
    for (const name of ['a', 'b']) await near.publish(name, `${name}1`)
    await soon(() => expect(heard).toHaveLength(2))
    way.proxy.refuse()
    await soon(() => expect(states).toEqual(['lost']))
    for (const name of ['a', 'b']) await near.publish(name, `${name}2`)
    way.proxy.restore()
    await soon(() => expect(states).toEqual(['lost', 'restored after 4']))
    expect(heard.slice(2).toSorted()).toEqual(values)
    expect(gaps.map(({ from }) => from)).toEqual(missed)
    await far.close()
    await way.close()
  })
})
