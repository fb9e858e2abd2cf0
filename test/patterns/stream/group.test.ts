import { expect, it, vi } from 'vitest'
import { EventStream, type StreamOptions } from '../../../src/patterns/stream/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { age, recorder, takeMany, takeOne } from './support.js'

onEveryServer('a group', (redis) => {
  const stream = (options: Partial<StreamOptions<number>> = {}) =>
    new EventStream<number>(redis(), { name: freshName(), ...options })

  it('gives each entry to one of its consumers, and each group has all of them', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3, 4])
    const [ada, mia] = [orders.group('g', { batchSize: 2 }), orders.group('g', { batchSize: 2 })]
    const seen = [...(await takeMany(ada, 2)), ...(await takeMany(mia, 2))].map(({ event }) => event)
    expect(seen).toEqual([1, 2, 3, 4])
    expect((await takeMany(orders.group('other'), 4)).map(({ event }) => event)).toEqual([1, 2, 3, 4])
    await orders.close()
  })

  it('waits for what comes', async () => {
    const orders = stream()
    const consumer = orders.group('g')
    const taken = takeOne(consumer)
    const id = await orders.append(1)
    expect(await taken).toMatchObject({ id, event: 1, deliveries: 1 })
    await orders.close()
  })

  it('has nothing pending when all is acknowledged, and says how it stands before', async () => {
    const orders = stream()
    const [first, last] = await orders.appendMany([1, 2])
    const consumer = orders.group('g', { consumer: 'ada' })
    const deliveries = await takeMany(consumer, 2)
    const consumers = [{ name: 'ada', count: 2 }]
    expect(await consumer.pending()).toEqual({ count: 2, firstId: first, lastId: last, consumers })
    expect(await consumer.info()).toMatchObject({
      pending: 2,
      lastDeliveredId: last,
      consumers: [{ name: 'ada', pending: 2 }],
    })
    for (const delivery of deliveries) delivery.ack()
    await consumer.flush()
    const nothing = { count: 0, firstId: undefined, lastId: undefined, consumers: [] }
    expect(await consumer.pending()).toEqual(nothing)
    await orders.close()
    expect((await consumer.info())?.consumers).toEqual([])
  })

  it('is nothing yet before its first read, or when it is made', async () => {
    const orders = stream()
    const consumer = orders.group('g')
    expect(await consumer.info()).toBeUndefined()
    expect(await consumer.lag()).toBeUndefined()
    expect((await consumer.pending()).count).toBe(0)
    expect(await consumer.create()).toBe(true)
    expect(await consumer.create()).toBe(false)
    expect(await consumer.lag()).toBe(0)
    await orders.append(1)
    expect(await consumer.lag()).toBe(1)
    await orders.close()
  })

  it('begins with what comes after it was made, when it is told so', async () => {
    const orders = stream()
    await orders.append(1)
    const consumer = orders.group('g', { from: 'now' })
    await consumer.create()
    const second = await orders.append(2)
    expect((await takeOne(consumer)).event).toBe(2)
    await orders.append(3)
    expect((await takeOne(orders.group('h', { from: second }))).event).toBe(3)
    await orders.close()
  })

  it('gives a consumer that comes back first what it had left, in order, and counts the deliveries', async () => {
    const told = recorder()
    const orders = stream({ onEvent: told.onEvent })
    await orders.appendMany([1, 2, 3])
    await takeMany(orders.group('g', { consumer: 'ada', batchSize: 2 }), 2)
    const seen = await takeMany(orders.group('g', { consumer: 'ada' }), 3)
    expect(seen.map(({ event, deliveries }) => [event, deliveries])).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
    ])
    expect(told.of('claimed')).toMatchObject([{ group: 'g', from: 'own', ids: [seen[0]?.id, seen[1]?.id] }])
    await orders.close()
  })

  it('gives what a dead consumer had in hand to another', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3])
    await takeMany(orders.group('g', { consumer: 'dead' }), 3)
    await age(redis(), orders.key, 'g', 'dead')
    const seen = await takeMany(orders.group('g', { consumer: 'heir', batchSize: 2 }), 3)
    expect(seen.map(({ event, deliveries }) => [event, deliveries])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ])
    await orders.close()
  })

  it('leaves to a consumer what it works on', async () => {
    const orders = stream()
    await orders.append(1)
    const slow = orders.group('g', { consumer: 'slow', claimIdleMs: 60_000 })
    await takeOne(slow)
    await orders.append(2)
    expect((await takeOne(orders.group('g', { claimIdleMs: 60_000 }))).event).toBe(2)
    await orders.close()
  })

  it('makes a dead letter of an entry that was delivered too often and killed every consumer', async () => {
    const told = recorder()
    const orders = stream({ onEvent: told.onEvent })
    const id = await orders.append(666)
    for (const name of ['first', 'second']) {
      await takeOne(orders.group('g', { consumer: name, maxDeliveries: 2 }))
      await age(redis(), orders.key, 'g', name)
    }
    await orders.append(1)
    const third = orders.group('g', { consumer: 'third', maxDeliveries: 2 })
    expect((await takeOne(third)).event).toBe(1)
    const reason = 'delivered 2 times and never acknowledged'
    const [letter] = await third.deadLetters()
    expect(letter).toMatchObject({ entryId: id, event: 666, deliveries: 2, reason })
    expect(told.of('dead-lettered')).toEqual([
      { type: 'dead-lettered', group: 'g', id, deliveries: 2, reason },
    ])
    expect((await third.pending()).count).toBe(1)
    expect(await third.redrive(letter!.id)).not.toBeNull()
    expect(await third.redrive(letter!.id)).toBeNull()
    expect((await takeOne(third)).event).toBe(666)
    await orders.close()
  })

  it('delivers a failed entry again, and makes a dead letter of it with the last reason', async () => {
    const orders = stream()
    await orders.append(1)
    const consumer = orders.group('g', { maxDeliveries: 2, retryDelayMs: 0 })
    expect(await (await takeOne(consumer)).fail(new Error('no stock'))).toBe('will-retry')
    const second = await takeOne(consumer)
    expect(second.deliveries).toBe(2)
    expect(await second.fail('still none')).toBe('dead-lettered')
    expect(await second.fail('again')).toBeUndefined()
    expect(await consumer.deadLetters()).toMatchObject([{ event: 1, deliveries: 2, reason: 'still none' }])
    expect((await consumer.pending()).count).toBe(0)
    await orders.close()
  })

  it('leaves to a consumer what it has taken over from one that would still give it up', async () => {
    const orders = stream()
    await orders.append(1)
    const slow = orders.group('g', { consumer: 'slow' })
    const delivery = await takeOne(slow)
    await age(redis(), orders.key, 'g', 'slow')
    await takeOne(orders.group('g', { consumer: 'heir' }))
    await delivery.deadLetter('given up')
    expect(await slow.deadLetters()).toEqual([])
    expect((await slow.pending()).consumers).toEqual([{ name: 'heir', count: 1 }])
    await orders.close()
  })

  it('makes dead letters of entries in another format, byte by byte, and goes on', async () => {
    const orders = stream()
    const any = Buffer.from([0, 255])
    await redis().xadd(orders.key, '*', 'other', any, 'more', 'x')
    await orders.append(1)
    const consumer = orders.group('g', { consumer: 'ada' })
    expect((await takeOne(consumer)).event).toBe(1)
    expect(await consumer.deadLetters()).toMatchObject([
      {
        reason: 'undecodable: the entry must have the one field "event"',
        event: undefined,
        consumer: 'ada',
        fields: [Buffer.from('other'), any, Buffer.from('more'), Buffer.from('x')],
      },
    ])
    await orders.close()
  })

  it('tells of pending entries that were trimmed away, and forgets them', async () => {
    const told = recorder()
    const orders = stream({ onEvent: told.onEvent })
    const ids = await orders.appendMany([1, 2])
    const dead = orders.group('g', { consumer: 'dead' })
    await takeMany(dead, 2)
    await age(redis(), orders.key, 'g', 'dead')
    await redis().xdel(orders.key, ...ids)
    await orders.append(3)
    expect((await takeOne(orders.group('g', { consumer: 'heir' }))).event).toBe(3)
    expect(told.of('deleted').flatMap((event) => event.ids)).toEqual(ids)
    expect((await dead.pending()).consumers).toEqual([{ name: 'heir', count: 1 }])
    await orders.close()
  })

  it('tells of what a consumer came back for and was trimmed away', async () => {
    const told = recorder()
    const orders = stream({ onEvent: told.onEvent })
    const id = await orders.append(1)
    await takeOne(orders.group('g', { consumer: 'ada' }))
    await redis().xdel(orders.key, id)
    await orders.append(2)
    expect((await takeOne(orders.group('g', { consumer: 'ada' }))).event).toBe(2)
    expect(told.of('deleted')).toEqual([{ type: 'deleted', group: 'g', ids: [id] }])
    await orders.close()
  })

  it('has its acknowledgements before a read waits', async () => {
    const orders = stream()
    await orders.append(1)
    const consumer = orders.group('g', { ackDelayMs: 3_600_000 })
    const delivery = await takeOne(consumer)
    delivery.ack()
    const next = takeOne(consumer)
    await vi.waitFor(async () => expect((await consumer.pending()).count).toBe(0))
    await orders.append(2)
    expect((await next).event).toBe(2)
    await orders.close()
  })

  it('forgets consumers that have been idle and have nothing pending, and no others', async () => {
    const told = recorder()
    const orders = stream({ onEvent: told.onEvent })
    await orders.appendMany([1, 2])
    const busy = orders.group('g', { consumer: 'busy', batchSize: 1 })
    await takeOne(busy)
    await redis().xgroup('CREATECONSUMER', orders.key, 'g', 'idle')
    const idleMs = async () => (await busy.info())?.consumers.map((each) => each.idleMs)
    await vi.waitFor(async () => expect(Math.min(...((await idleMs()) ?? []))).toBeGreaterThan(0))
    const later = orders.group('g', { consumer: 'later', consumerIdleMs: 1, claimIdleMs: 60_000 })
    await takeOne(later)
    expect(told.of('consumers-removed')).toEqual([{ type: 'consumers-removed', group: 'g', names: ['idle'] }])
    expect((await later.info())?.consumers.map(({ name }) => name)).toEqual(['busy', 'later'])
    await orders.close()
  })
})
