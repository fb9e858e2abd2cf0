import { expect, it, vi } from 'vitest'
import { EventStream, type Tail } from '../../../src/patterns/stream/index.js'
import { eventually } from '../../support/eventually.js'
import { freshName, onEveryServer, onRealServer } from '../support/servers.js'
import { nextEvents } from './support.js'

onEveryServer('a tail', (redis) => {
  const stream = () => new EventStream<number>(redis(), { name: freshName() })

  it('reads everything from the start, then what comes', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3])
    const tail = orders.tail({ from: 'start', batchSize: 2 })
    expect(await nextEvents(tail, 3)).toEqual([1, 2, 3])
    const next = tail.next()
    const id = await orders.append(4)
    expect(await next).toEqual({ done: false, value: { id, event: 4 } })
    await orders.close()
  })

  it('begins with the moment of the call, however late the first read is', async () => {
    const orders = stream()
    await orders.append(1)
    const tail = orders.tail()
    await orders.append(2)
    await orders.append(3)
    expect(await nextEvents(tail, 2)).toEqual([2, 3])
    await orders.close()
  })

  it('begins with the moment of the call also on a stream that does not exist yet', async () => {
    const orders = stream()
    const tail = orders.tail({ from: 'now' })
    await orders.append(1)
    expect(await nextEvents(tail, 1)).toEqual([1])
    await orders.close()
  })

  it('goes on where another has stopped', async () => {
    const orders = stream()
    await orders.appendMany([1, 2, 3])
    const first = orders.tail({ from: 'start' })
    expect(first.lastId).toBeUndefined()
    expect(await nextEvents(first, 2)).toEqual([1, 2])
    const second = orders.tail({ from: first.lastId! })
    expect(await nextEvents(second, 1)).toEqual([3])
    await orders.close()
  })

  it('gives each entry to one of those who ask at the same time, in order', async () => {
    const orders = stream()
    const tail = orders.tail({ from: 'start' })
    const asked = Promise.all([tail.next(), tail.next(), tail.next()])
    await orders.appendMany([1, 2, 3])
    expect((await asked).map(({ value }) => value?.event)).toEqual([1, 2, 3])
    await orders.close()
  })

  it('ends at once when it is closed, aborted or disposed, while it waits', async () => {
    const orders = stream()
    const controller = new AbortController()
    const ends: [Tail<number>, (tail: Tail<number>) => unknown][] = [
      [orders.tail(), (tail) => tail.close()],
      [orders.tail({ signal: controller.signal }), () => controller.abort()],
      [orders.tail(), (tail) => tail[Symbol.asyncDispose]()],
      [orders.tail(), () => orders.close()],
    ]
    for (const [tail, end] of ends) {
      const next = tail.next()
      await end(tail)
      expect(await next).toEqual({ done: true, value: undefined })
      expect(await tail.next()).toEqual({ done: true, value: undefined })
      await tail.close()
    }
  })

  it('has ended before it began when its signal was aborted', async () => {
    const tail = stream().tail({ signal: AbortSignal.abort() })
    expect(await tail.next()).toEqual({ done: true, value: undefined })
  })

  it('closes when its loop is left', async () => {
    const orders = stream()
    await orders.appendMany([1, 2])
    const tail = orders.tail({ from: 'start' })
    for await (const { event } of tail) {
      expect(event).toBe(1)
      break
    }
    expect((await tail.next()).done).toBe(true)
  })

  it('throws what the server says of a key of another kind', async () => {
    const orders = stream()
    await redis().set(orders.key, 'text')
    await expect(orders.tail({ from: 'start' }).next()).rejects.toThrow('WRONGTYPE')
    await orders.close()
  })

  it('survives entries of another format', async () => {
    const onEvent = vi.fn<() => void>()
    const orders = new EventStream<number>(redis(), { name: freshName(), onEvent })
    await redis().xadd(orders.key, '*', 'other', 'x')
    await orders.append(1)
    expect(await nextEvents(orders.tail({ from: 'start', batchSize: 1 }), 1)).toEqual([1])
    expect(onEvent).toHaveBeenCalledWith(expect.objectContaining({ type: 'undecodable' }))
    await orders.close()
  })
})

onRealServer('the connections of a tail', (redis) => {
  const connected = async () => Number(/connected_clients:(\d+)/.exec(await redis().info('clients'))?.[1])

  it('are one, from the first read until it is closed', async () => {
    const before = await connected()
    const orders = new EventStream<number>(redis(), { name: freshName() })
    const tail = orders.tail()
    await redis().ping()
    expect(await connected()).toBe(before)
    const next = tail.next()
    await eventually('it has connected', async () => (await connected()) === before + 1)
    await orders.append(1)
    await next
    await orders.close()
    await eventually('it has gone', async () => (await connected()) === before)
  })
})
