import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  bytes,
  type Gap,
  Topic,
  type TopicEvent,
  type TopicOptions,
} from '../../../src/patterns/pubsub/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { soon } from './support/soon.js'

onEveryServer('a topic', (redis) => {
  let name: string
  const open: Topic[] = []
  const topic = <Message = string>(options: Partial<TopicOptions<Message>> = {}) => {
    const made = new Topic<Message>(redis(), { name, ...options })
    open.push(made)
    return made
  }
  beforeEach(() => {
    name = freshName()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()))
  })

  it('gives every subscriber every message, in order, with its number', async () => {
    const [publisher, one, two] = [topic(), topic(), topic()]
    const [first, second] = [vi.fn<(value: string) => void>(), vi.fn<(value: string) => void>()]
    await one.subscribe(({ seq, value }) => first(`${seq} ${value}`))
    await two.subscribe(({ seq, value }) => second(`${seq} ${value}`))
    for (const value of ['a', 'b', 'c']) await publisher.publish(value)
    await soon(() => expect(second).toHaveBeenCalledTimes(3))
    await soon(() => expect(first.mock.calls.flat()).toEqual(['1 a', '2 b', '3 c']))
    expect(second.mock.calls).toEqual(first.mock.calls)
  })

  it('says of a message what it is, where it comes from, and when it was published', async () => {
    const publisher = topic({ now: () => 1_700_000_000_000, ids: () => 'me' })
    await using messages = await topic().messages()
    const published = await publisher.publish('a')
    expect(published).toEqual({ seq: 1, id: 'me.1', history: 'me.1', receivers: published.receivers })
    expect((await messages.next()).value).toEqual({
      topic: name,
      history: 'me.1',
      seq: 1,
      id: 'me.1',
      origin: 'me',
      publishedAtMs: 1_700_000_000_000,
      value: 'a',
    })
  })

  it('begins with the next message unless told', async () => {
    await topic().publish('before')
    await using messages = await topic().messages()
    await topic().publish('after')
    expect((await messages.next()).value).toMatchObject({ seq: 2, value: 'after' })
  })

  it('gives a late subscriber what the outbox holds, from any number on, and then what is new', async () => {
    const box = topic({ outbox: { maxLen: 1_000 } })
    for (const value of ['a', 'b', 'c']) await box.publish(value)
    await using messages = await box.messages({ from: 2 })
    await box.publish('d')
    const seen = [await messages.next(), await messages.next(), await messages.next()]
    expect(seen.map(({ value }) => `${value.seq} ${value.value}`)).toEqual(['2 b', '3 c', '4 d'])
  })

  it('goes on after a stored position, in another object', async () => {
    const box = topic({ outbox: { maxLen: 1_000 } })
    const first = await box.messages({ from: 1 })
    for (const value of ['a', 'b', 'c']) await box.publish(value)
    for (let count = 0; count < 3; count++) await first.next()
    const position = JSON.parse(JSON.stringify(first.position))
    expect(position).toMatchObject({ seq: 2 }) // The third has been handed over, but not handled.
    await using second = await topic({ outbox: { maxLen: 1_000 } }).messages({ after: position })
    expect((await second.next()).value.value).toBe('c')
  })

  it('reads more than one page of the outbox', async () => {
    const box = topic<number>({ outbox: { maxLen: 5_000 } })
    await Promise.all(Array.from({ length: 1_234 }, (_, index) => box.publish(index)))
    await using messages = await box.messages({ from: 1 })
    const seen = []
    for await (const { seq } of messages) if (seen.push(seq) === 1_234) break
    expect(seen).toEqual(Array.from({ length: 1_234 }, (_, index) => index + 1))
  })

  it('tells a subscriber which messages the outbox no longer holds', async () => {
    const box = topic<number>({ outbox: { maxLen: 10 } })
    for (let index = 1; index <= 350; index++) await box.publish(index)
    const gaps: Gap[] = []
    await using messages = await box.messages({ from: 5, onGap: (gap) => gaps.push(gap) })
    const { seq } = (await messages.next()).value
    expect(gaps).toEqual([
      expect.objectContaining({ reason: 'missed', topic: name, from: 5, to: seq - 1, missed: seq - 5 }),
    ])
    expect(350 - seq).toBeGreaterThanOrEqual(9)
  })

  it('carries messages of any bytes', async () => {
    const raw = topic({ codec: bytes, outbox: { maxLen: 10 } })
    const message = Buffer.from([0, 10, 255, 13, 10])
    await using live = await raw.messages()
    await raw.publish(message)
    expect((await live.next()).value.value).toEqual(message)
    await using replayed = await raw.messages({ from: 1 })
    expect((await replayed.next()).value.value).toEqual(message)
  })

  it('hands over one message at a time, and goes on after a handler that fails', async () => {
    const events: TopicEvent[] = []
    const box = topic<number>({ onEvent: (event) => events.push(event) })
    let [running, most] = [0, 0]
    const done: number[] = []
    await box.subscribe(async ({ value }) => {
      most = Math.max(most, ++running)
      await redis().ping()
      running--
      if (value === 2) throw new Error('no')
      done.push(value)
    })
    for (const value of [1, 2, 3]) await box.publish(value)
    await soon(() => expect(done).toEqual([1, 3]))
    expect(most).toBe(1)
    expect(events).toContainEqual({ type: 'handler failed', topic: name, seq: 2, error: new Error('no') })
  })

  it('leaves out what it cannot read, and says so', async () => {
    const events: TopicEvent[] = []
    const box = topic({ onEvent: (event) => events.push(event) })
    await using messages = await box.messages()
    await redis().publish(`${redis().options.keyPrefix ?? ''}{${name}}`, 'by other means')
    await topic({ codec: bytes }).publish(Buffer.from('no JSON'))
    await box.publish('a')
    expect((await messages.next()).value).toMatchObject({ seq: 2, value: 'a' })
    expect(events.map(({ type }) => type).filter((type) => type === 'unreadable')).toHaveLength(2)
  })

  it('gives each of several calls of next its own message', async () => {
    const box = topic()
    await using messages = await box.messages()
    const waiting = [messages.next(), messages.next(), messages.next()]
    for (const value of ['a', 'b', 'c']) await box.publish(value)
    expect((await Promise.all(waiting)).map(({ value }) => value.value)).toEqual(['a', 'b', 'c'])
  })

  it('knows its place before the first message, so that nothing is missed when it is stored', async () => {
    const box = topic({ outbox: { maxLen: 100 } })
    await box.publish('before')
    const first = await box.subscribe(() => {})
    await first.close()
    await box.publish('between')
    const { position } = first
    await using messages = await box.messages(position ? { after: position } : {})
    expect((await messages.next()).value.value).toBe('between')
  })

  it('keeps its keys as long as told after the last message', async () => {
    const box = topic({ outbox: { maxLen: 100 }, idleMs: 60_000 })
    await box.publish('a')
    const left = await Promise.all(['head', 'outbox'].map((part) => redis().pttl(`{${name}}:${part}`)))
    for (const ms of left.map(Number)) expect(ms > 50_000 && ms <= 60_000).toBe(true)
  })

  it.each([
    ['with an outbox', { outbox: { maxLen: 100 } }],
    ['without one', {}],
  ])('begins a new history after its head has gone, and says so, %s', async (_, options) => {
    const gaps: Gap[] = []
    const box = topic(options)
    await using messages = await box.messages({ onGap: (gap) => gaps.push(gap) })
    await box.publish('a')
    await redis().del(`{${name}}:head`)
    await box.publish('b')
    expect([(await messages.next()).value.seq, (await messages.next()).value.seq]).toEqual([1, 1])
    expect(gaps).toMatchObject([{ reason: 'new history', from: 1, to: 0, missed: 0 }])
  })

  it('ends a loop when it is closed, when the signal aborts, and when the topic is closed', async () => {
    const box = topic()
    const closed = await box.messages()
    const controller = new AbortController()
    const aborted = await box.messages({ signal: controller.signal })
    const ended = await box.messages()
    const waiting = [closed, aborted, ended].map((messages) => messages.next())
    await closed.close()
    await closed.close()
    controller.abort()
    await box.close()
    expect(await Promise.all(waiting)).toMatchObject([{ done: true }, { done: true }, { done: true }])
    await expect(box.messages()).rejects.toThrow('it was closed')
  })

  it('does not subscribe when the signal has aborted before', async () => {
    const reason = new Error('too late')
    const options = { signal: AbortSignal.abort(reason) }
    await expect(topic().subscribe(() => {}, options)).rejects.toThrow(reason)
  })
})
