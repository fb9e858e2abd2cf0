import { expect, it, vi } from 'vitest'
import { type Delivery, EventStream } from '../../../src/patterns/stream/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { recorder, takeMany, takeOne } from './support.js'

onEveryServer('run', (redis) => {
  const stream = (onEvent = () => {}) => new EventStream<number>(redis(), { name: freshName(), onEvent })

  it('acknowledges what is done, and resolves when its signal aborts and the last handler is done', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3])
    const consumer = orders.group('g')
    const [seen, stop] = [[] as number[], new AbortController()]
    await consumer.run(
      async ({ event }) => {
        if (event === 2) stop.abort()
        await redis().ping()
        seen.push(event)
      },
      { signal: stop.signal },
    )
    expect(seen).toEqual([1, 2])
    expect((await consumer.pending()).count).toBe(1) // 3 was read and not begun.
    const heir = await takeOne(orders.group('g'))
    expect(heir).toMatchObject({ event: 3, deliveries: 1 }) // Given back at once, as if it had never been read.
    await orders.close()
  })

  it('runs as many handlers at a time as it is told, and not one more', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3, 4, 5])
    const [begun, stop] = [[] as (() => void)[], new AbortController()]
    const handle = () => new Promise<void>((resolve) => begun.push(resolve))
    const running = orders.group('g').run(handle, { concurrency: 3, signal: stop.signal })
    await vi.waitFor(() => expect(begun).toHaveLength(3))
    begun.shift()?.()
    await vi.waitFor(() => expect(begun).toHaveLength(3))
    stop.abort()
    for (const end of begun) end()
    await running
    expect(begun).toHaveLength(3)
    await orders.close()
  })

  it('is ended by close, which waits for the handlers', async () => {
    const orders = stream()
    await orders.append(1)
    const consumer = orders.group('g')
    let finish = () => {}
    const began = new Promise<void>((resolve) => {
      void consumer.run(async () => {
        resolve()
        await new Promise<void>((done) => (finish = done))
      })
    })
    await began
    const closed = consumer.close()
    finish()
    await closed
    expect(await consumer.info()).toMatchObject({ pending: 0, consumers: [] })
  })

  it('goes on after a handler has failed, and tells of it', async () => {
    const told = recorder()
    const orders = stream(told.onEvent as never)
    await orders.appendMany([1, 2])
    const [tries, stop] = [[] as string[], new AbortController()]
    const consumer = orders.group('g', { retryDelayMs: 0, blockMs: 20 })
    const handle = ({ event, deliveries }: Delivery<number>) => {
      tries.push(`${event}:${deliveries}`)
      if (event === 1 && deliveries === 1) throw new Error('at first')
      if (event === 1) stop.abort()
    }
    await consumer.run(handle, { signal: stop.signal })
    expect(tries).toEqual(['1:1', '2:1', '1:2'])
    expect(told.of('failed')).toMatchObject([{ group: 'g', deliveries: 1, error: new Error('at first') }])
    expect((await consumer.pending()).count).toBe(0)
  })

  it('leaves to the handler what it has settled itself', async () => {
    const orders = stream()
    await orders.appendMany([1, 2])
    const stop = new AbortController()
    const consumer = orders.group('g')
    const handle = async (delivery: Delivery<number>) => {
      if (delivery.event === 1) return delivery.deadLetter(new Error('no use'))
      delivery.ack()
      stop.abort()
      throw new Error('after the acknowledgement')
    }
    await consumer.run(handle, { signal: stop.signal })
    expect(await consumer.deadLetters()).toMatchObject([{ event: 1, reason: 'no use' }])
    expect((await consumer.pending()).count).toBe(0)
  })

  it('rejects with what the server says of a key of another kind, and is closed', async () => {
    const orders = stream()
    await redis().set(orders.key, 'text')
    await expect(orders.group('g').run(() => {})).rejects.toThrow('WRONGTYPE')
  })
})

onEveryServer('a consumer that closes', (redis) => {
  const stream = () => new EventStream<number>(redis(), { name: freshName() })

  it('sends its acknowledgements, gives back what it had not begun, and leaves', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3])
    const consumer = orders.group('g', { ackDelayMs: 3_600_000 })
    const [first] = await takeMany(consumer, 1)
    first!.ack()
    await consumer.close()
    await consumer.close()
    expect((await consumer.pending()).count).toBe(2)
    const heir = orders.group('g')
    const deliveries = (await takeMany(heir, 2)).map(({ event, deliveries: count }) => [event, count])
    expect(deliveries).toEqual([
      [2, 1],
      [3, 1],
    ])
    await heir.close()
  })

  it('keeps what a loop still works on, which can be acknowledged later', async () => {
    const orders = stream()
    await orders.append(1)
    const consumer = orders.group('g', { consumer: 'ada' })
    const delivery = await takeOne(consumer)
    await consumer.close()
    expect((await consumer.pending()).consumers).toEqual([{ name: 'ada', count: 1 }])
    delivery.ack()
    await consumer.flush()
    expect((await consumer.pending()).count).toBe(0)
  })

  it('ends its loop at once, while it waits, by a signal, too', async () => {
    const orders = stream()
    const stop = new AbortController()
    const [closing, aborting] = [orders.group('g'), orders.group('g', { signal: stop.signal })]
    const ends = [closing, aborting].map((consumer) => consumer[Symbol.asyncIterator]().next())
    await closing.close()
    stop.abort()
    const ended = { done: true, value: undefined }
    expect(await Promise.all(ends)).toEqual([ended, ended])
    await orders.close()
    const late = orders.group('g', { signal: AbortSignal.abort() })
    expect(await late[Symbol.asyncIterator]().next()).toEqual(ended)
    await orders.close()
  })

  it('goes on in a second loop where the first was left', async () => {
    const orders = stream()
    await orders.appendMany([1, 2])
    const consumer = orders.group('g')
    const seen: number[] = []
    for (const _ of [1, 2]) {
      for await (const { event } of consumer) {
        seen.push(event)
        break
      }
    }
    expect(seen).toEqual([1, 2])
    await orders.close()
  })
})
