import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Gap, Topic, type TopicEvent } from '../../../src/patterns/pubsub/index.js'
import { startDurableServer } from '../../support/durable-server.js'
import { freePort } from '../../support/ports.js'
import { type RealServer, startOn } from '../../support/real-server.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { soon } from './support/soon.js'
import { wayForEach } from '../support/way.js'

const OUTBOX = { outbox: { maxLen: 1_000 } }

/** What a subscriber hears, in its order. */
async function listen(redis: Redis, name: string, options: { outbox?: { maxLen: number } }) {
  const heard: (number | Gap)[] = []
  const events: TopicEvent['type'][] = []
  const topic = new Topic<number>(redis, { name, ...options, onEvent: ({ type }) => events.push(type) })
  await topic.subscribe(({ value }) => heard.push(value), { onGap: (gap) => heard.push(gap) })
  return { heard, events, topic }
}

describe.skipIf(!hasRealServer)('a server that comes back without its data', () => {
  let port: number
  let server: RealServer
  let redis: Redis
  beforeEach(async () => {
    port = await freePort()
    server = (await startOn(port, [])) as RealServer
    redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 10, maxRetriesPerRequest: null })
    redis.on('error', () => {}) // It goes away on purpose.
  })
  afterEach(async () => {
    redis.disconnect()
    await server.close()
  })

  const restart = async () => {
    await server.close()
    server = (await startOn(port, [])) as RealServer
  }

  it.each([
    ['with an outbox', OUTBOX],
    ['without one', {}],
  ])(
    'begins a new history, which is told, and whose messages are not taken for old ones, %s',
    async (_, options) => {
      const name = freshName()
      const publisher = new Topic<number>(redis, { name, ...options })
      const { heard, events, topic } = await listen(redis, name, options)
      for (const message of [1, 2, 3]) await publisher.publish(message)
      await soon(() => expect(heard).toEqual([1, 2, 3]))
      await restart()
      await soon(() => expect(events).toContain('caught up'))
      const { seq, history } = await publisher.publish(4)
      await publisher.publish(5)
      await soon(() => expect(heard.slice(4)).toEqual([4, 5]))
      expect(heard[3]).toMatchObject({ reason: 'new history', missed: 0 })
      expect(seq).toBe(1)
      expect(history).not.toBe('')
      await topic.close()
    },
  )

  it('gives what was published in the new history before the subscriber was back', async () => {
    const name = freshName()
    const publisher = new Topic<number>(redis, { name, ...OUTBOX })
    const { heard, topic } = await listen(redis, name, OUTBOX)
    await publisher.publish(1)
    await soon(() => expect(heard).toEqual([1]))
    await topic.close() // It is away while the server restarts.
    await restart()
    for (const message of [2, 3]) await publisher.publish(message)
    const back = new Topic<number>(redis, { name, ...OUTBOX })
    const gaps: Gap[] = []
    const after = { history: 'the old one', seq: 1, id: 'old.1' }
    const messages = await back.messages({ after, onGap: (gap) => gaps.push(gap) })
    expect([(await messages.next()).value.value, (await messages.next()).value.value]).toEqual([2, 3])
    expect(gaps).toMatchObject([{ reason: 'new history', from: 1, to: 0, missed: 0 }])
    await back.close()
  })
})

describe.skipIf(!hasRealServer)('a server that comes back with its data', () => {
  it('goes on with the same history, and nothing is lost', async () => {
    const server = await startDurableServer()
    const redis = new Redis(server.url, { retryStrategy: () => 10, maxRetriesPerRequest: null })
    redis.on('error', () => {}) // It goes away on purpose.
    const name = freshName()
    const publisher = new Topic<number>(redis, { name, ...OUTBOX })
    const { heard, topic } = await listen(redis, name, OUTBOX)
    for (const message of [1, 2, 3]) await publisher.publish(message)
    await server.stop()
    await server.start()
    expect(await publisher.publish(4)).toMatchObject({ seq: 4 })
    await soon(() => expect(heard).toEqual([1, 2, 3, 4]))
    await topic.close()
    redis.disconnect()
    await server.close()
  })
})

describe.skipIf(!hasRealServer)('a failover that loses the last messages', () => {
  const way = wayForEach()

  /** The keys of a topic, as a replica has them that did not get what came after. */
  async function replicaOf(name: string): Promise<() => Promise<void>> {
    const keys = [`{${name}}:head`, `{${name}}:outbox`]
    const dumps = await Promise.all(keys.map((key) => way.direct.dumpBuffer(key)))
    return async () => {
      for (const [index, key] of keys.entries()) {
        const dump = dumps[index]
        await (dump ? way.direct.restore(key, 0, dump, 'REPLACE') : way.direct.del(key))
      }
    }
  }

  async function upTo5(options: { outbox?: { maxLen: number } }) {
    const name = freshName()
    const publisher = new Topic<number>(way.direct, { name, ...options })
    const { heard, topic } = await listen(way.far, name, options)
    for (const message of [1, 2, 3]) await publisher.publish(message)
    const failOver = await replicaOf(name)
    for (const message of [4, 5]) await publisher.publish(message)
    await soon(() => expect(heard).toEqual([1, 2, 3, 4, 5]))
    return { name, publisher, heard, topic, failOver }
  }

  it.each([
    ['with an outbox', OUTBOX],
    ['without one', {}],
  ])(
    'gives their numbers to others, which a subscriber that stayed connected gets, %s',
    async (_, options) => {
      const { publisher, heard, topic, failOver } = await upTo5(options)
      await failOver()
      for (const message of [40, 50, 60]) await publisher.publish(message)
      await soon(() => expect(heard.slice(6)).toEqual([40, 50, 60]))
      expect(heard[5]).toMatchObject({ reason: 'new history', from: 4, missed: 0 })
      await topic.close()
    },
  )

  it.each([1, 2, 3])(
    'and so does one that was away, from the outbox, when %i of them were published meanwhile',
    async (count) => {
      const { name, publisher, heard, topic, failOver } = await upTo5(OUTBOX)
      const others = [40, 50, 60].slice(0, count)
      way.proxy.refuse()
      await way.listeners(`{${name}}`, 0)
      await failOver()
      for (const message of others) await publisher.publish(message)
      way.proxy.restore()
      await soon(() => expect(heard.slice(6)).toEqual(others))
      expect(heard[5]).toMatchObject({ reason: 'new history', from: 4, missed: 0 })
      await publisher.publish(70)
      await soon(() => expect(heard.at(-1)).toBe(70))
      await topic.close()
    },
  )

  it.each([
    [1, 5],
    [2, 6],
  ])('is told without an outbox, too, to one that was away for %i others', async (count, from) => {
    const { name, publisher, heard, topic, failOver } = await upTo5({})
    way.proxy.refuse()
    await way.listeners(`{${name}}`, 0)
    await failOver()
    for (const message of [40, 50].slice(0, count)) await publisher.publish(message)
    way.proxy.restore()
    await soon(() => expect(heard[5]).toMatchObject({ reason: 'new history', from, missed: 0 }))
    await publisher.publish(60)
    await soon(() => expect(heard.at(-1)).toBe(60))
    await topic.close()
  })

  const beginAt5 = async (options: { outbox?: { maxLen: number } }) => {
    const name = freshName()
    const publisher = new Topic<number>(way.direct, { name, ...options })
    for (const message of [1, 2, 3]) await publisher.publish(message)
    const failOver = await replicaOf(name)
    for (const message of [4, 5]) await publisher.publish(message)
    return { publisher, failOver, ...(await listen(way.far, name, options)) }
  }

  it.each([
    ['with an outbox', OUTBOX],
    ['without one', {}],
  ])('is told to one that began shortly before, which gets all that follows, %s', async (_, options) => {
    const { publisher, failOver, heard, topic } = await beginAt5(options)
    await publisher.publish(6)
    await soon(() => expect(heard).toEqual([6]))
    await failOver()
    for (const message of [40, 50, 60, 70]) await publisher.publish(message)
    await soon(() => expect(heard.slice(2)).toEqual([40, 50, 60, 70]))
    expect(heard[1]).toMatchObject({ reason: 'new history', from: 4, missed: 0 })
    await topic.close()
  })

  // A message with a number from before it began may be a late one of the old history: nobody can tell.
  it.each([
    ['with an outbox', OUTBOX],
    ['without one', {}],
  ])(
    'is told to one that has heard nothing yet by the first number that it knows, %s',
    async (_, options) => {
      const { publisher, failOver, heard, topic } = await beginAt5(options)
      await failOver()
      for (const message of [40, 50, 60]) await publisher.publish(message)
      await soon(() => expect(heard.slice(1)).toEqual([50, 60]))
      expect(heard[0]).toMatchObject({ reason: 'new history', from: 5, missed: 0 })
      await topic.close()
    },
  )
})
