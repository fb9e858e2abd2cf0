import { describe, expect, it } from 'vitest'
import { Broadcast, Topic } from '../../../src/patterns/pubsub/index.js'
import { NaiveTopic } from '../../../src/patterns/pubsub/naive.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, hasRealServer, onRealServer } from '../support/servers.js'
import { contender, type ContenderKind, range } from './support/contenders.js'
import { soon } from './support/soon.js'
import { wayForEach } from '../support/way.js'

const OUTBOX = { outbox: { maxLen: 10_000 } }
const pattern = 'pubsub'

describe.skipIf(!hasRealServer)('publish and subscribe, as it is promised', () => {
  const way = wayForEach()

  /** A subscriber hears 1000 messages, but is cut off for 300 of them. */
  async function cutOff(kind: ContenderKind) {
    const one = contender(kind, freshName(), way.direct, way.far)
    await one.subscribe()
    await Promise.all(range(1, 350).map((message) => one.publish(message)))
    await soon(() => expect(one.received).toHaveLength(350))
    way.proxy.refuse()
    await way.listeners(one.channel, 0)
    await Promise.all(range(351, 650).map((message) => one.publish(message)))
    way.proxy.restore()
    await way.listeners(one.channel, 1)
    await Promise.all(range(651, 1_000).map((message) => one.publish(message)))
    await soon(() => expect(one.received.at(-1)).toBe(1_000))
    await one.close()
    const reported = one.gaps.reduce((sum, { missed }) => sum + missed, 0)
    return { lost: 1_000 - one.received.length, reported }
  }

  it('loses nothing that is published while a subscriber is cut off', async (context) => {
    const [naive, safe] = [await cutOff('naive'), await cutOff('with outbox')]
    const what = 'lost of 1000, cut off for 300'
    figure(context, { pattern, what, naive: naive.lost, safe: safe.lost, goal: 0 })
    expect([naive.lost, safe.lost]).toEqual([300, 0])
  })

  it('reports exactly what is lost, without an outbox', async (context) => {
    const [naive, safe] = [await cutOff('naive'), await cutOff('without outbox')]
    const what = 'reported of 300 lost, no outbox'
    figure(context, { pattern, what, naive: naive.reported, safe: safe.reported, goal: 300 })
    expect([naive.reported, safe.reported]).toEqual([0, 300])
  })

  it('keeps what is published while nobody listens', async (context) => {
    const name = freshName()
    const [naive, safe] = [new NaiveTopic(way.direct, { name }), new Topic(way.direct, { name, ...OUTBOX })]
    const heard = { naive: 0, safe: 0 }
    for (const message of range(1, 100)) await Promise.all([naive.publish(message), safe.publish(message)])
    await new NaiveTopic(way.far, { name }).subscribe(() => heard.naive++)
    await safe.subscribe(() => heard.safe++, { from: 1 })
    await soon(() => expect(heard.safe).toBe(100))
    await safe.close()
    figure(context, { pattern, what: 'heard of 100 published before', ...heard, goal: 100 })
    expect(heard).toEqual({ naive: 0, safe: 100 })
  })
})

onRealServer('what publish and subscribe sends', (redis) => {
  const [plain, kept] = [{ name: 'plain' }, { name: 'kept', ...OUTBOX }]

  it.for<[what: string, act: () => Promise<unknown>]>([
    ['publish', () => new Topic(redis(), plain).publish('x')],
    ['publish, kept in the outbox', () => new Topic(redis(), kept).publish('x')],
  ])('is one command to %s', async ([what, act], context) => {
    await act() // The first call of a script is an EVAL.
    const safe = total(await wireCommands(redis(), act))
    const naive = total(await wireCommands(redis(), () => new NaiveTopic(redis(), plain).publish('x')))
    figure(context, { pattern, what: `wire commands: ${what}`, naive, safe, goal: 1 })
    expect(safe).toBe(1)
  })

  it('is one SUBSCRIBE and one read for a subscription, and one read for 300 missed messages', async (context) => {
    const topic = new Topic(redis(), { name: freshName(), ...OUTBOX })
    await Promise.all(range(1, 300).map((message) => topic.publish(message)))
    await (await topic.messages({ from: 1 })).close() // Has the scripts loaded, and the connection made.
    let heard = 0
    const subscribe = () => topic.subscribe(() => heard++)
    const replay = async () => {
      await topic.subscribe(() => heard++, { from: 1 })
      await soon(() => expect(heard).toBe(300))
    }
    const subscribed = await wireCommands(redis(), subscribe)
    const replayed = await wireCommands(redis(), replay)
    await topic.close()
    figure(context, { pattern, what: 'wire commands: subscribe', safe: total(subscribed), goal: 2 })
    figure(context, { pattern, what: 'wire commands: replay of 300', safe: total(replayed), goal: 3 })
    expect(subscribed).toEqual({ subscribe: 1, evalsha: 1 })
    expect(replayed).toEqual({ subscribe: 1, evalsha: 2 })
  })

  it('is one subscription for all sockets of a room', async (context) => {
    const [prefix, room] = [`${freshName()}:`, 'room']
    const servers = [new Broadcast(redis(), { prefix }), new Broadcast(redis(), { prefix })]
    let sent = 0
    for (const server of servers) {
      await Promise.all(range(1, 100).map(() => server.join(room, { send: () => sent++ })))
    }
    const { receivers } = await servers[0]!.publish(room, 'x')
    await soon(() => expect(sent).toBe(200))
    await Promise.all(servers.map((server) => server.close()))
    const what = 'subscriptions for 200 sockets on 2 servers'
    figure(context, { pattern, what, safe: receivers, goal: 2 })
    expect(receivers).toBe(2)
  })
})
