import { describe, expect, it } from 'vitest'
import { Topic } from '../../../src/patterns/pubsub/index.js'
import { NaiveTopic } from '../../../src/patterns/pubsub/naive.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { workersOf } from '../support/workers.js'
import { type Contender, contender, type ContenderKind, range } from './support/contenders.js'
import { soon } from './support/soon.js'
import { wayForEach } from '../support/way.js'

describe.skipIf(!hasRealServer)('what publish and subscribe can lose', () => {
  const way = wayForEach()

  async function run(kind: ContenderKind, act: (contender: Contender) => Promise<void>): Promise<Contender> {
    const one = contender(kind, freshName(), way.direct, way.far)
    await act(one)
    await one.close()
    return one
  }

  describe('a subscriber that is cut off for 300 of 1000 messages', () => {
    const cutOff = async (one: Contender) => {
      await one.subscribe()
      for (const message of range(1, 350)) await one.publish(message)
      await soon(() => expect(one.received).toHaveLength(350))
      way.proxy.refuse()
      await way.listeners(one.channel, 0)
      for (const message of range(351, 650)) await one.publish(message)
      way.proxy.restore()
      await way.listeners(one.channel, 1)
      for (const message of range(651, 1_000)) await one.publish(message)
      await soon(() => expect(one.received.at(-1)).toBe(1_000))
    }

    it('loses them with the naive version, and nothing says so', async () => {
      const { received, gaps } = await run('naive', cutOff)
      expect(received).toEqual([...range(1, 350), ...range(651, 1_000)])
      expect(gaps).toEqual([])
    })

    it('is told which ones it lost when there is no outbox', async () => {
      const { received, gaps } = await run('without outbox', cutOff)
      expect(received).toEqual([...range(1, 350), ...range(651, 1_000)])
      expect(gaps).toMatchObject([{ reason: 'missed', from: 351, to: 650, missed: 300 }])
    })

    it('gets them all from the outbox, in order, each once', async () => {
      const { received, gaps } = await run('with outbox', cutOff)
      expect(received).toEqual(range(1, 1_000))
      expect(gaps).toEqual([])
    })
  })

  describe('a message that is published while nobody listens', () => {
    it('is gone with the naive version: 0 receivers, and who comes later never hears of it', async () => {
      const late = async (one: Contender) => {
        expect(await one.publish(1)).toBe(0)
        await one.subscribe()
        await one.publish(2)
        await soon(() => expect(one.received).toHaveLength(1))
      }
      expect((await run('naive', late)).received).toEqual([2])
    })

    it('is in the outbox, from which who comes later starts', async () => {
      const options = { name: freshName(), outbox: { maxLen: 100 } }
      const topic = new Topic<number>(way.direct, options)
      expect(await topic.publish(1)).toMatchObject({ receivers: 0 })
      const messages = await topic.messages({ from: 1 })
      await topic.publish(2)
      expect([(await messages.next()).value.value, (await messages.next()).value.value]).toEqual([1, 2])
      await topic.close()
    })
  })

  describe('an async handler that gets five messages', () => {
    /** How many of them were handled at the same time, at most. */
    async function together(
      listen: (handler: () => Promise<void>) => Promise<unknown>,
      publish: () => unknown,
    ) {
      let [running, most, handled] = [0, 0, 0]
      await listen(async () => {
        most = Math.max(most, ++running)
        await way.direct.ping()
        running--
        handled++
      })
      await Promise.all(range(1, 5).map(publish))
      await soon(() => expect(handled).toBe(5))
      return most
    }

    it('handles all of them at the same time with the naive version', async () => {
      const [near, far] = [way.direct, way.far].map((redis) => new NaiveTopic(redis, { name: 'async' }))
      expect(
        await together(
          (handler) => far!.subscribe(handler),
          () => near!.publish('x'),
        ),
      ).toBe(5)
    })

    it('handles one after the other with a topic', async () => {
      await using topic = new Topic(way.direct, { name: freshName() })
      expect(
        await together(
          (handler) => topic.subscribe(handler),
          () => topic.publish('x'),
        ),
      ).toBe(1)
    })
  })

  describe('a handler that throws', () => {
    const program = workersOf('test/patterns/pubsub/fixtures/listener.ts')

    const start = async (kind: string) => {
      const name = freshName()
      const worker = program.start(`redis://127.0.0.1:${way.direct.options.port}`, kind, name)
      expect(await worker.next()).toBe('listening')
      return { name, worker }
    }

    it('ends the process with the naive version', async () => {
      const { name, worker } = await start('naive')
      await new NaiveTopic(way.direct, { name }).publish('bad')
      await expect(worker.next()).rejects.toThrow('the worker ended')
    })

    it('is reported by a topic, and gets the next message', async () => {
      const { name, worker } = await start('safe')
      const topic = new Topic(way.direct, { name })
      await topic.publish('bad')
      await topic.publish('good')
      expect(await worker.next()).toBe('good')
    })
  })

  describe('a client that listens', () => {
    it('can do nothing else with the naive version, by the older protocol', async () => {
      const client = way.far.duplicate({ protocol: 2 })
      await new NaiveTopic(client, { name: freshName() }).subscribe(() => {})
      await expect(client.get('a')).rejects.toThrow('only subscriber commands may be used')
      client.disconnect()
    })

    it('stays free, as a topic takes a connection of its own', async () => {
      await using topic = new Topic(way.far, { name: freshName() })
      await topic.subscribe(() => {})
      expect(await way.far.get('a')).toBeNull()
    })
  })
})
