import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { EventStream } from '../../../src/patterns/stream/index.js'
import { startDurableServer } from '../../support/durable-server.js'
import { eventually } from '../../support/eventually.js'
import { type RealServer, startRealServer } from '../../support/servers.js'
import { startOn } from '../../support/real-server.js'
import { Gate } from '../support/commands.js'
import { hasRealServer } from '../support/servers.js'
import { wayForEach } from '../support/way.js'
import { nextEvents, recorder, takeMany, takeOne } from './support.js'

const MISSING = hasRealServer ? '' : ' (skipped: no redis-server on the PATH)'

/** A client that does not end the test when its connection is lost. */
function connect(url: string): Redis {
  const redis = new Redis(url)
  redis.on('error', () => {})
  return redis
}

describe.skipIf(!hasRealServer)(`a stream whose connections break${MISSING}`, () => {
  const way = wayForEach()

  const waiting = (count = 1) =>
    eventually('it waits', async () =>
      (await way.direct.info('clients')).includes(`blocked_clients:${count}\r`),
    )

  it('tails on after each cut, and misses nothing that was appended meanwhile', async () => {
    const told = recorder()
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    const orders = new EventStream<number>(way.far, { name: 'orders', onEvent: told.onEvent })
    const tail = orders.tail({ from: 'start' })
    for (const number of [1, 2, 3]) {
      const next = nextEvents(tail, 2)
      await waiting()
      way.proxy.refuse()
      await writer.appendMany([number, -number])
      way.proxy.restore()
      expect(await next).toEqual([number, -number])
    }
    expect(told.of('interrupted').length).toBeGreaterThanOrEqual(3)
    expect(told.of('resumed')).toHaveLength(3)
    await orders.close()
  })

  it('begins with the moment of the call, although the server could not be asked then', async () => {
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    await writer.append(1)
    way.proxy.refuse()
    await eventually('it is cut', () => way.far.status !== 'ready')
    const orders = new EventStream<number>(way.far, { name: 'orders' })
    const next = nextEvents(orders.tail(), 1)
    way.proxy.restore()
    await waiting()
    await writer.append(2)
    expect(await next).toEqual([2])
    await orders.close()
  })

  it('delivers again at once what it was sent in a reply that was lost', async () => {
    const told = recorder()
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    const orders = new EventStream<number>(way.far, { name: 'orders', onEvent: told.onEvent })
    const consumer = orders.group('g', { claimIdleMs: 3_600_000 })
    const taken = takeMany(consumer, 3)
    await waiting()
    way.proxy.freeze()
    await writer.appendMany([1, 2])
    const pending = async () => (await writer.group('g').pending()).count
    await eventually('the server has sent them', async () => (await pending()) === 2)
    way.proxy.cut()
    way.proxy.restore()
    await writer.append(3)
    const seen = (await taken).map(({ event, deliveries }) => [event, deliveries])
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
      [3, 1],
    ])
    await orders.close()
  })

  it('does not deliver again what it has in hand or has acknowledged, after a cut', async () => {
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    const orders = new EventStream<number>(way.far, { name: 'orders' })
    const consumer = orders.group('g')
    await writer.appendMany([1, 2])
    const gate = new Gate(way.far, 'xack')
    const [first] = await takeMany(consumer, 2)
    first!.ack()
    const next = takeOne(consumer)
    await gate.waiting(1)
    await waiting()
    way.proxy.cut()
    await waiting()
    await writer.append(3)
    expect(await next).toMatchObject({ event: 3, deliveries: 1 })
    gate.open()
    await orders.close()
  })

  it('sends acknowledgements again that could not be sent', async () => {
    const impatient = new Redis(way.proxy.url, { maxRetriesPerRequest: 0, enableOfflineQueue: false })
    impatient.on('error', () => {})
    const told = recorder()
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    const orders = new EventStream<number>(impatient, { name: 'orders', onEvent: told.onEvent })
    await writer.append(1)
    const delivery = await takeOne(orders.group('g'))
    way.proxy.refuse()
    await eventually('it is cut', () => impatient.status !== 'ready')
    delivery.ack()
    await eventually('it has failed', () => told.of('ack-failed').length > 0)
    way.proxy.restore()
    await eventually('it has arrived', () => told.of('acked').length > 0, 10_000)
    expect((await writer.group('g').pending()).count).toBe(0)
    await orders.close()
    impatient.disconnect()
  })

  it('notices a connection that has died silently', async () => {
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    const orders = new EventStream<number>(way.far, { name: 'orders' })
    const next = nextEvents(orders.tail({ from: 'start', blockMs: 50 }), 1)
    await waiting()
    way.proxy.freeze()
    await writer.append(1)
    const dead = way.proxy.connections
    await eventually('it has given up', () => way.proxy.connections !== dead, 10_000)
    way.proxy.cut()
    way.proxy.restore()
    expect(await next).toEqual([1])
    await orders.close()
  })

  it('closes promptly, and throws nothing, while the server is away', async () => {
    const told = recorder()
    const orders = new EventStream<number>(way.far, { name: 'orders', onEvent: told.onEvent })
    const writer = new EventStream<number>(way.direct, { name: 'orders' })
    await writer.appendMany([1, 2])
    const consumer = orders.group('g')
    const delivery = await takeOne(consumer)
    way.proxy.refuse()
    await eventually('it is cut', () => way.far.status !== 'ready')
    delivery.ack()
    await orders.close()
    expect((await writer.group('g').pending()).count).toBe(2)
  })

  it('loses no entry when the scripts of the server are flushed in mid-work', async () => {
    const orders = new EventStream<number>(way.direct, { name: 'orders' })
    const consumer = orders.group('g', { retryDelayMs: 0, maxDeliveries: 1, blockMs: 20 })
    const numbers = Array.from({ length: 60 }, (_, index) => index)
    const [seen, done] = [new Set<number>(), new AbortController()]
    const running = consumer.run(
      async ({ event }) => {
        if (event % 10 === 0) await way.direct.script('FLUSH')
        seen.add(event)
        if (event % 3 === 0) throw new Error('by threes')
        if (seen.size === numbers.length) done.abort()
      },
      { signal: done.signal },
    )
    for (const number of numbers) await orders.appendMany([number])
    await running
    expect(seen.size).toBe(60)
    expect((await consumer.deadLetters()).length).toBe(20)
    expect((await consumer.pending()).count).toBe(0)
  })
})

describe.skipIf(!hasRealServer)(`a stream whose server restarts${MISSING}`, () => {
  it('goes on where it was, when the server has kept its data', async () => {
    const server = await startDurableServer()
    const redis = connect(server.url)
    const orders = new EventStream<number>(redis, { name: 'orders' })
    await orders.append(1)
    const [tail, consumer] = [orders.tail({ from: 'start' }), orders.group('g')]
    await nextEvents(tail, 1)
    const first = await takeOne(consumer)
    const next = [nextEvents(tail, 1), takeOne(consumer)] as const
    await server.stop()
    await server.start()
    first.ack()
    await orders.append(2)
    expect(await next[0]).toEqual([2])
    expect(await next[1]).toMatchObject({ event: 2, deliveries: 1 })
    await consumer.flush()
    expect((await consumer.pending()).count).toBe(1)
    await orders.close()
    redis.disconnect()
    await server.close()
  })

  it('makes its group anew and goes on, when the server has forgotten everything', async () => {
    const server = await startRealServer()
    const redis = connect(server.url)
    const told = recorder()
    const orders = new EventStream<number>(redis, { name: 'orders', onEvent: told.onEvent })
    await orders.append(1)
    const [tail, consumer] = [orders.tail(), orders.group('g')]
    await takeOne(consumer)
    const next = [nextEvents(tail, 1), takeOne(consumer)] as const
    await server.close()
    const again = (await startOn(server.port, [])) as RealServer
    await orders.append(2)
    expect(await next[0]).toEqual([2])
    expect(await next[1]).toMatchObject({ event: 2, deliveries: 1 })
    expect(told.of('group-created').map((event) => event.again)).toEqual([false, true])
    await orders.close()
    redis.disconnect()
    await again.close()
  })
})
