import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Gap, Topic, type TopicEvent } from '../../../src/patterns/pubsub/index.js'
import { Gate } from '../support/commands.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { range } from './support/contenders.js'
import { soon } from './support/soon.js'
import { type Way, wayForEach } from '../support/way.js'

const OUTBOX = { outbox: { maxLen: 1_000 } }
const KINDS = [
  ['with an outbox', OUTBOX],
  ['without one', {}],
] as const

describe.skipIf(!hasRealServer)('a subscriber that catches up', () => {
  const way = wayForEach()
  let name: string
  let heard: number[]
  let gaps: Gap[]
  let events: TopicEvent['type'][]
  let publish: (from: number, to: number) => Promise<void>
  let topic: Topic<number>
  beforeEach(async () => {
    name = freshName()
    ;[heard, gaps, events] = [[], [], []]
  })
  afterEach(async () => {
    await topic.close()
  })

  const subscribe = async (options: { outbox?: { maxLen: number }; pingMs?: number }) => {
    const publisher = new Topic<number>(way.direct, { name, ...options })
    publish = async (from, to) => {
      for (const message of range(from, to)) await publisher.publish(message)
    }
    topic = new Topic<number>(way.far, { name, ...options, onEvent: ({ type }) => events.push(type) })
    await topic.subscribe(({ seq }) => heard.push(seq), { onGap: (gap) => gaps.push(gap) })
    await publish(1, 3)
    await soon(() => expect(heard).toEqual([1, 2, 3]))
  }

  it.each(KINDS)('keeps live messages back until it knows what it missed, %s', async (_, options) => {
    await subscribe(options)
    const gate = new Gate(way.far, 'evalsha')
    way.proxy.refuse()
    await way.listeners(`{${name}}`, 0)
    await publish(4, 5)
    way.proxy.restore()
    await gate.waiting(1)
    await publish(6, 8)
    expect(heard).toEqual([1, 2, 3])
    gate.open()
    await soon(() => expect(heard.at(-1)).toBe(8))
    expect(heard).toEqual('outbox' in options ? range(1, 8) : [1, 2, 3, 6, 7, 8])
    expect(gaps.map(({ from, to }) => [from, to])).toEqual('outbox' in options ? [] : [[4, 5]])
  })

  it.each([
    ['with an outbox, when nothing follows', OUTBOX, 0],
    ['with an outbox, when more follows', OUTBOX, 1],
    ['without one, when nothing follows', {}, 0],
    ['without one, when more follows', {}, 1],
  ])('starts anew when the connection is lost again meanwhile, %s', async (_, options, more) => {
    await subscribe(options)
    const beside: number[] = [] // Over the same connection: it hears when the other does.
    await topic.subscribe(({ seq }) => beside.push(seq))
    const reply = holdReply(way)
    way.proxy.cut()
    await soon(() => expect(reply.held()).toBe(true)) // It says that nothing was published yet.
    way.proxy.refuse()
    await way.listeners(`{${name}}`, 0)
    await publish(4, 5)
    way.proxy.restore()
    await soon(() => expect(events.filter((type) => type === 'restored')).toHaveLength(4)) // Each of both, twice.
    await publish(6, 5 + more)
    if (more > 0) await soon(() => expect(beside.at(-1)).toBe(6))
    reply.letGo()
    const gap = 'outbox' in options ? [] : [[4, 5]]
    await soon(() => expect(gaps.map(({ from, to }) => [from, to])).toEqual(gap))
    const all = range(1, 5 + more)
    const expected = 'outbox' in options ? all : all.filter((seq) => seq < 4 || seq > 5)
    await soon(() => expect(heard).toEqual(expected))
    await publish(6 + more, 6 + more)
    await soon(() => expect(heard).toEqual([...expected, 6 + more]))
    expect(gaps).toHaveLength(gap.length)
  })

  it('takes no message twice that comes live after it was read from the outbox', async () => {
    await subscribe(OUTBOX)
    way.proxy.refuse()
    await way.listeners(`{${name}}`, 0)
    await publish(4, 5)
    way.proxy.restore()
    await soon(() => expect(heard).toEqual(range(1, 5)))
    const repeated = await way.direct.xrangeBuffer(`{${name}}:outbox`, 4, 5)
    for (const [, [, message]] of repeated) await way.direct.publish(`{${name}}`, message!)
    await publish(6, 6)
    await soon(() => expect(heard).toEqual(range(1, 6)))
  })

  it.each(KINDS)(
    'loses nothing, and is told of no loss, when nothing was published meanwhile, %s',
    async (_, options) => {
      await subscribe(options)
      way.proxy.cut()
      await soon(() => expect(events).toContain('caught up'))
      await publish(4, 6)
      await soon(() => expect(heard).toEqual(range(1, 6)))
      expect(gaps).toEqual([])
    },
  )

  it('gets what it missed while the network was gone without a word', async () => {
    await subscribe({ ...OUTBOX, pingMs: 50 })
    way.proxy.freeze()
    await publish(4, 6)
    await soon(() => expect(events).toContain('lost'))
    way.proxy.restore()
    await publish(7, 7)
    await soon(() => expect(heard.at(-1)).toBe(7))
    expect(heard).toEqual(range(1, 7))
  })

  it('asks again when Redis does not answer', async () => {
    await subscribe(OUTBOX)
    await way.direct.rename(`{${name}}:outbox`, `{${name}}:kept`)
    await way.direct.set(`{${name}}:outbox`, 'no stream')
    way.proxy.cut()
    await soon(() => expect(events).toContain('catch-up failed'))
    await way.direct.rename(`{${name}}:kept`, `{${name}}:outbox`)
    await publish(4, 4)
    await soon(() => expect(heard).toEqual(range(1, 4)))
  })
})

/** Holds back what the server answers to the next script. */
function holdReply({ far }: Way) {
  const client = far as unknown as { evalshaBuffer(...args: unknown[]): Promise<unknown> }
  const run = client.evalshaBuffer.bind(far)
  let [held, letGo] = [false, () => {}]
  const released = new Promise<void>((resolve) => (letGo = resolve))
  vi.spyOn(client, 'evalshaBuffer').mockImplementationOnce(async (...args) => {
    const reply = await run(...args)
    held = true
    await released
    return reply
  })
  return { held: () => held, letGo: () => letGo() }
}
