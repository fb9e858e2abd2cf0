import { expect, it } from 'vitest'
import { EventStream, json, text } from '../../../src/patterns/stream/index.js'
import { freshName, onAnyServer } from '../support/servers.js'

onAnyServer('misuse', (redis) => {
  const stream = (options = {}) => new EventStream(redis(), { name: freshName(), ...options })
  const fields = { toFields: () => ['alone'], fromFields: () => 1 }

  it.each<[what: string, act: () => unknown, message: string]>([
    ['a name with braces', () => stream({ name: '{x}' }), 'name must be text'],
    ['a codec beside fields', () => stream({ codec: json(), fields }), 'pass codec or fields, not both'],
    ['a trim of another word', () => stream({ trim: 'always' }), "trim must be 'never'"],
    [
      'a trim of nothing',
      () => stream({ trim: { maxLen: 0 } }),
      'trim.maxLen must be a whole number, 1 or more',
    ],
    ['half an age', () => stream({ trim: { minAgeMs: 0.5 } }), 'trim.minAgeMs must be a whole number'],
    ['to trim to less than nothing', () => stream().trim({ maxLen: -1 }), 'trim.maxLen'],
    ['a tail from $', () => stream().tail({ from: '$' as never }), 'an entry id must be like'],
    ['a tail without a batch', () => stream().tail({ batchSize: 0 }), 'batchSize must be a whole number'],
    ['a tail that waits for ever', () => stream().tail({ blockMs: 0 }), 'blockMs must be a whole number'],
    ['a range from nowhere', () => stream().range({ from: 'x' as never }), 'an entry id must be like'],
    ['a range of nothing', () => stream().range({ count: 0 }), 'count must be a whole number'],
    ['pages of nothing', () => stream().replay({ pageSize: 0 }), 'pageSize must be a whole number'],
    ['a group with braces', () => stream().group('{g}'), 'part must be text'],
    ['a consumer without a name', () => stream().group('g', { consumer: '' }), 'consumer must be text'],
    ['a group from >', () => stream().group('g', { from: '>' as never }), 'an entry id must be like'],
    [
      'no deliveries',
      () => stream().group('g', { maxDeliveries: 0 }),
      'maxDeliveries must be a whole number',
    ],
    [
      'a retry after the claim',
      () => stream().group('g', { claimIdleMs: 100, retryDelayMs: 101 }),
      'retryDelayMs must be a whole number, from 0 to 100',
    ],
    [
      'no handlers',
      () =>
        stream()
          .group('g')
          .run(() => {}, { concurrency: 0 }),
      'concurrency must be',
    ],
    [
      'dead letters after x',
      () =>
        stream()
          .group('g')
          .deadLetters({ after: 'x' as never }),
      'an entry id',
    ],
    ['an event that is no JSON', () => stream().append(() => {}), 'the value must be one that JSON can hold'],
    ['an id of >', () => stream().append(1, { id: '>' as never }), 'an entry id must be like'],
    [
      'half a pair of fields',
      () => stream({ fields }).append(1),
      'toFields must give names and values in pairs',
    ],
  ])('refuses %s and says what to pass', async (_, act, message) => {
    const attempt = async () => act()
    await expect(attempt()).rejects.toThrow(TypeError)
    await expect(attempt()).rejects.toThrow(message)
  })

  it('appends none of many events when one of them is wrong', async () => {
    const words = new EventStream<string>(redis(), { name: freshName(), codec: text })
    await expect(words.appendMany(['tea', 5 as never])).rejects.toThrow('the value must be a string')
    expect((await words.info()).length).toBe(0)
  })

  it('sends nothing for nothing', async () => {
    const lost = new EventStream(undefined as never, { name: 'no client' })
    expect(await lost.appendMany([])).toEqual([])
    await lost.group('g').flush()
    await lost.close()
  })
})
