import { expect, it, vi } from 'vitest'
import { type CacheEvent, json } from '../../../src/patterns/cache/index.js'
import { freshName, onBothServers, onEveryServer } from '../support/servers.js'
import { cachesOf } from './support/open.js'

onEveryServer('the options of a cache', (redis) => {
  const open = cachesOf(redis)

  const ttlOf = async (name: string, key: string) => Number(await redis().pttl(`${name}:{${key}}`))

  it.each([
    [0, 60_000],
    [0.5, 50_000],
    [0.999, 40_020],
  ])('jitter takes a part off the TTL: chance %d leaves %d ms', async (chance, ttlMs) => {
    const name = freshName()
    const cache = open<number>({ name, jitter: 1 / 3, random: () => chance })
    await cache.set('42', 1)
    const left = await ttlOf(name, '42')
    expect(left).toBeLessThanOrEqual(ttlMs)
    expect(left).toBeGreaterThan(ttlMs - 5_000)
  })

  it('negativeTtlMs is the TTL of "nothing", 30 seconds at most unless told', async () => {
    for (const [negativeTtlMs, expected] of [
      [undefined, 30_000],
      [600_000, 600_000],
    ] as const) {
      const name = freshName()
      const more = negativeTtlMs === undefined ? {} : { negativeTtlMs }
      await open<number>({ name, jitter: 0, ...more }).get('42', () => null)
      const left = await ttlOf(name, '42')
      expect(left).toBeLessThanOrEqual(expected)
      expect(left).toBeGreaterThan(expected - 5_000)
    }
  })

  it('a call can have a TTL of its own', async () => {
    const name = freshName()
    const cache = open<number>({ name })
    await cache.get('loaded', () => 1, { ttlMs: 5_000 })
    await cache.set('written', 1, { ttlMs: 5_000 })
    for (const key of ['loaded', 'written']) expect(await ttlOf(name, key)).toBeLessThanOrEqual(5_000)
  })

  it('versions are remembered longer than entries, and not for ever', async () => {
    const name = freshName()
    await open<number>({ name }).set('42', 1, { version: 7 })
    const left = Number(await redis().pttl(`${name}:{42}:version`))
    expect(left).toBeGreaterThan(3_500_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
  })

  it('ids and now make leases that are the same in each run', async () => {
    const name = freshName()
    const cache = open<number>({ name, ids: () => 'one', now: () => 0 })
    const seen: (string | null)[] = []
    for (const key of ['a', 'b']) {
      await cache.get(key, async () => {
        seen.push(await redis().get(`${name}:{${key}}`))
        return 1
      })
    }
    expect(seen).toEqual(['lone.........00000000', 'lone.........00000001'])
  })
})

onBothServers('a tag', (redis) => {
  const open = cachesOf(redis)

  it('forgets the keys that have expired, and expires with the last', async () => {
    const name = freshName()
    const clock = { ms: Date.UTC(2026, 10, 23) }
    const cache = open<number>({
      name,
      ttlMs: 1_000,
      loadTimeoutMs: 1_000,
      leaseMs: 1_000,
      now: () => clock.ms,
    })
    const tags = ['all']
    const tagged = `${name}:{all}:tagged`
    await cache.set('old', 1, { tags })
    clock.ms += 2_000
    await cache.set('new', 1, { tags, ttlMs: 60_000 })
    expect(await redis().zrange(tagged, 0, '-1')).toEqual(['old', 'new'])
    clock.ms += 2_000
    await cache.set('newer', 1, { tags })
    expect(await redis().zrange(tagged, 0, '-1')).toEqual(['newer', 'new'])
    const left = Number(await redis().pttl(tagged))
    expect(left).toBeGreaterThan(50_000)
    expect(left).toBeLessThanOrEqual(62_000)
  })

  it('may have thousands of entries', async () => {
    const cache = open<number>()
    const keys = Array.from({ length: 1_200 }, (_, index) => String(index))
    await Promise.all(keys.map((key) => cache.set(key, 1, { tags: ['all'] })))
    expect(await cache.invalidateTag('all')).toBe(1_200)
    expect(await cache.peek('1199')).toBeUndefined()
  })
})

onBothServers('the events of a cache', (redis) => {
  const open = cachesOf(redis)

  it('tell each read, load and fill', async () => {
    const events: CacheEvent[] = []
    const cache = open<number>({ onEvent: (event) => events.push(event) })
    await cache.get('42', () => 1)
    await cache.get('42', () => 1)
    const fail = () => Promise.reject(new Error('origin is down'))
    await expect(cache.get('43', fail)).rejects.toThrow('origin is down')
    expect(events).toEqual([
      { type: 'read', key: '42', outcome: 'miss' },
      { type: 'load', key: '42', tookMs: expect.any(Number) as number },
      { type: 'fill', key: '42', outcome: 'stored' },
      { type: 'read', key: '42', outcome: 'hit' },
      { type: 'read', key: '43', outcome: 'miss' },
      {
        type: 'load failed',
        key: '43',
        tookMs: expect.any(Number) as number,
        error: expect.any(Error) as Error,
      },
    ])
  })

  it('tell what cannot be decoded, which is then loaded anew', async () => {
    const name = freshName()
    const events: CacheEvent[] = []
    await open<string>({ name, codec: json() }).set('42', 'Ada')
    const decode = vi.fn<() => number>(() => {
      throw new Error('another format')
    })
    const codec = { encode: String, decode }
    const cache = open<number>({ name, codec, onEvent: (event) => events.push(event) })
    expect(await cache.get('42', () => 1)).toBe(1)
    expect(decode).toHaveBeenCalledTimes(1)
    expect(events).toContainEqual({ type: 'undecodable', key: '42', error: new Error('another format') })
  })
})
