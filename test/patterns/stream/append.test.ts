import { describe, expect, it } from 'vitest'
import {
  bytes,
  compareIds,
  entryId,
  entryTimeMs,
  EventStream,
  type PatternError,
  text,
} from '../../../src/patterns/stream/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { nextEvents, recorder } from './support.js'

onEveryServer('a stream', (redis) => {
  const stream = <Event = unknown>(options = {}) =>
    new EventStream<Event>(redis(), { name: freshName(), prefix: 'app:', ...options })

  it('gives back what was appended, in that order, with ids that grow', async () => {
    const orders = stream<{ item: string }>()
    const first = await orders.append({ item: 'tea' })
    const [second, third] = await orders.appendMany([{ item: 'rice' }, { item: 'oil' }])
    expect(await orders.range()).toEqual([
      { id: first, event: { item: 'tea' } },
      { id: second, event: { item: 'rice' } },
      { id: third, event: { item: 'oil' } },
    ])
    expect(compareIds(first, second!)).toBe(-1)
    expect(compareIds(second!, third!)).toBe(-1)
  })

  it('keeps every byte, and text as it is', async () => {
    const raw = stream<Buffer>({ codec: bytes })
    const any = Buffer.from([0, 13, 10, 255])
    await raw.append(any)
    await raw.appendMany([any])
    expect((await raw.range()).map(({ event }) => event)).toEqual([any, any])
    const words = stream<string>({ codec: text })
    await words.append('тест')
    expect((await words.range())[0]?.event).toBe('тест')
  })

  it('stores one field named event, unless it is told other fields', async () => {
    const orders = stream()
    await orders.append({ item: 'tea' })
    expect((await redis().xrange(orders.key, '-', '+'))[0]?.[1]).toEqual(['event', '{"item":"tea"}'])
    const fields = {
      toFields: ({ item, count }: { item: string; count: number }) => ['item', item, 'count', String(count)],
      fromFields: (from: ReadonlyMap<string, Buffer>) => ({
        item: String(from.get('item')),
        count: Number(from.get('count')),
      }),
    }
    const legacy = stream<{ item: string; count: number }>({ fields })
    await legacy.append({ item: 'tea', count: 2 })
    expect((await redis().xrange(legacy.key, '-', '+'))[0]?.[1]).toEqual(['item', 'tea', 'count', '2'])
    expect((await legacy.range())[0]?.event).toEqual({ item: 'tea', count: 2 })
  })

  it('takes ids of the caller, and appends the same event once when it is sent twice', async () => {
    const orders = stream<string>()
    const id = entryId('5-1')
    expect(await orders.append('tea', { id })).toBe(id)
    const again = await orders.append('tea', { id }).catch((error: unknown) => error as PatternError)
    expect(again).toMatchObject({ name: 'PatternError', code: 'ID_NOT_NEWER' })
    expect((await orders.info()).length).toBe(1)
  })

  it("has the server's time in its ids, or the caller's, which never goes back", async () => {
    const serverMs = await stream<string>().append('tea').then(entryTimeMs)
    expect(Math.abs(serverMs - Date.now())).toBeLessThan(60_000)
    const times = [1_000, 1_000, 900, 2_000, 2_000]
    const timed = stream<string>({ now: () => times.shift() })
    const ids = [await timed.append('a'), await timed.append('b'), await timed.append('c')]
    expect([...ids, ...(await timed.appendMany(['d', 'e'])), await timed.append('f')]).toEqual([
      '1000-0',
      '1000-1',
      '1000-2',
      '2000-0',
      '2000-1',
      '2000-2',
    ])
  })

  it('keeps the newest so many, exactly when that is asked for', async () => {
    const orders = stream<number>({ trim: { maxLen: 3, exact: true } })
    for (const number of [1, 2, 3, 4, 5]) await orders.append(number)
    expect((await orders.range()).map(({ event }) => event)).toEqual([3, 4, 5])
    await orders.appendMany([6, 7])
    expect((await orders.range()).map(({ event }) => event)).toEqual([5, 6, 7])
  })

  it('keeps the entries that are younger than an age', async () => {
    let time = 0
    const now = () => time
    const orders = stream<number>({ now, trim: { minAgeMs: 100, exact: true } })
    for (time of [1_000, 1_050, 1_100, 1_200]) await orders.append(time)
    await orders.append(1_201)
    expect((await orders.range()).map(({ event }) => event)).toEqual([1_100, 1_200, 1_201])
    time = 1_301
    expect(await orders.trim({ minAgeMs: 101, exact: true })).toBe(1)
    expect(await orders.trim({ minAgeMs: 1 })).toBeGreaterThanOrEqual(0)
    expect(await orders.trim({ maxLen: 1, exact: true })).toBeLessThanOrEqual(1)
  })

  it('trims by the age that the server has seen, although the clock of this program is ahead', async () => {
    const orders = stream<number>({ trim: { minAgeMs: 60_000, exact: true } })
    const ahead = { now: Date.now }
    Date.now = () => ahead.now() + 3_600_000
    try {
      for (const number of [1, 2, 3]) await orders.append(number)
      expect(await orders.trim({ minAgeMs: 60_000, exact: true })).toBe(0)
    } finally {
      Date.now = ahead.now
    }
    expect((await orders.info()).length).toBe(3)
  })

  it('reads ranges and replays pages, from any position to any other', async () => {
    const orders = stream<number>()
    const numbers = Array.from({ length: 25 }, (_, index) => index)
    const ids = await orders.appendMany(numbers)
    const [from, to] = [ids[5]!, ids[7]!]
    expect((await orders.range({ from, to })).map(({ event }) => event)).toEqual([5, 6, 7])
    expect((await orders.range({ from, count: 1 })).map(({ event }) => event)).toEqual([5])
    expect(await nextEvents(orders.replay({ pageSize: 10 }), 25)).toEqual(numbers)
    const some: number[] = []
    for await (const { event } of orders.replay({ from, to, pageSize: 2 })) some.push(event)
    expect(some).toEqual([5, 6, 7])
  })

  it('leaves out entries of another format, and tells of them', async () => {
    const told = recorder()
    const orders = stream<string>({ onEvent: told.onEvent })
    await orders.append('tea')
    await redis().xadd(orders.key, '*', 'other', 'x')
    await redis().xadd(orders.key, '*', 'event', '{not json')
    await orders.append('rice')
    expect((await orders.range()).map(({ event }) => event)).toEqual(['tea', 'rice'])
    expect(told.of('undecodable')).toMatchObject([
      { error: new TypeError('the entry must have the one field "event"') },
      { fields: [Buffer.from('event'), Buffer.from('{not json')], error: expect.any(SyntaxError) as unknown },
    ])
  })

  it('says how it stands, also before it exists', async () => {
    const orders = stream<string>()
    expect(await orders.info()).toEqual({ length: 0, firstId: undefined, lastId: '0-0', groups: 0 })
    expect(await orders.range()).toEqual([])
    expect(await orders.trim({ maxLen: 1 })).toBe(0)
    const [first, last] = await orders.appendMany(['tea', 'rice'])
    expect(await orders.info()).toEqual({ length: 2, firstId: first, lastId: last, groups: 0 })
  })
})

describe('an entry id', () => {
  it.each([
    ['5', '5-0'],
    ['1763884800000-3', '1763884800000-3'],
    ['18446744073709551615-18446744073709551615', '18446744073709551615-18446744073709551615'],
    ['007-01', '7-1'],
  ])('%s is %s', (given, id) => expect(entryId(given)).toBe(id))

  it.each(['', '-', '$', '>', '5-', '5-*', '-1', '18446744073709551616', '1.5', 'x', '5 '])(
    'is not %j',
    (given) => expect(() => entryId(given)).toThrow('an entry id must be like 1763884800000-0'),
  )

  it('is ordered by its numbers, not by its letters', () => {
    const ids = ['10-0', '9-10', '9-9', '18446744073709551615-1'].map(entryId)
    expect(ids.toSorted(compareIds)).toEqual(['9-9', '9-10', '10-0', '18446744073709551615-1'])
    expect(compareIds(entryId('7'), entryId('7-0'))).toBe(0)
  })
})
