import { expect, it } from 'vitest'
import * as door from '../../../src/patterns/stream/index.js'
import { NaiveStream } from '../../../src/patterns/stream/naive.js'
import { freshName, onAnyServer } from '../support/servers.js'

onAnyServer('the naive stream', (redis) => {
  it('is right as long as nothing else happens: that is why its faults get about', async () => {
    const orders = new NaiveStream<string>(redis(), { name: freshName() })
    await orders.createGroup('g')
    await orders.append('tea')
    await orders.append('rice')
    const seen: string[] = []
    expect(await orders.work('g', 'ada', (event) => seen.push(event))).toBe(2)
    expect(await orders.work('g', 'ada', (event) => seen.push(event))).toBe(0)
    expect(seen).toEqual(['tea', 'rice'])
    expect(await orders.readNew(1)).toEqual([])
    expect((await redis().xpending(orders.key, 'g'))[0]).toBe(0)
  })
})

it('the naive stream is not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'Delivery',
    'EventStream',
    'GroupConsumer',
    'PatternError',
    'Tail',
    'bytes',
    'compareIds',
    'entryId',
    'entryTimeMs',
    'json',
    'text',
  ])
})
