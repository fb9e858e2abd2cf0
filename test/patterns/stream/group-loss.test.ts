import { expect, it } from 'vitest'
import { EventStream, type StreamOptions } from '../../../src/patterns/stream/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { recorder, takeMany, takeOne } from './support.js'

onEveryServer('a group that the server has lost', (redis) => {
  const stream = (options: Partial<StreamOptions<number>> = {}) =>
    new EventStream<number>(redis(), { name: freshName(), ...options })

  it('is made anew when it was lost with its stream, and goes on', async () => {
    const told = recorder()
    const orders = stream({ onEvent: told.onEvent })
    await orders.append(1)
    const consumer = orders.group('g', { blockMs: 100 })
    await takeOne(consumer)
    const next = takeOne(consumer)
    await redis().del(orders.key)
    await orders.append(2)
    expect((await next).event).toBe(2)
    expect(told.of('group-created')).toMatchObject([
      { from: '0-0', again: false },
      { from: '0-0', again: true },
    ])
    await orders.close()
  })

  it('is made anew where it began, not where the stream ends by then', async () => {
    const orders = stream()
    await orders.append(1)
    const consumer = orders.group('g', { from: 'now', blockMs: 100 })
    await consumer.create()
    await orders.append(2)
    await takeOne(consumer)
    await redis().xgroup('DESTROY', orders.key, 'g')
    await orders.append(3)
    expect((await takeMany(consumer, 2)).map(({ event }) => event)).toEqual([2, 3])
    await orders.close()
  })
})
