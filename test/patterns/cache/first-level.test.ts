import { Redis } from 'ioredis'
import { describe, expect, it, vi } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import type { Subscriber } from '../../../src/patterns/_kit/subscriber.js'
import { type CacheEvent, Cache, type CacheOptions } from '../../../src/patterns/cache/index.js'
import { FirstLevel } from '../../../src/patterns/cache/first-level.js'
import { startRealServer } from '../../support/servers.js'
import { startTcpProxy } from '../../support/tcp-proxy.js'
import { wireCommands } from '../support/commands.js'
import { freshName, hasRealServer, onEveryServer, onRealServer } from '../support/servers.js'
import { NEAR, remembers, usesFirstLevel } from './support/near.js'
import { cachesOf } from './support/open.js'

onEveryServer('a cache with a first level', (redis) => {
  const open = cachesOf(redis)

  async function near(options: Partial<CacheOptions<number>> = {}): Promise<Cache<number>> {
    const cache = open<number>({ ...NEAR, ...options })
    await usesFirstLevel(cache)
    return cache
  }

  it('answers from memory, also that there is nothing', async () => {
    const cache = await near()
    for (const [key, value] of [
      ['42', 1],
      ['43', null],
    ] as const) {
      await cache.get(key, () => value)
      const { originLoads } = cache.stats()
      await remembers(cache, key, value)
      expect(cache.stats().originLoads).toBe(originLoads)
    }
  })

  it('sees its own invalidations and writes at once', async () => {
    const cache = await near()
    for (let value = 0; value < 10; value++) {
      await cache.set('42', value, { tags: ['all'] })
      expect(await cache.get('42', () => -1)).toBe(value)
      expect(await cache.get('42', () => -1)).toBe(value)
      await (value % 2 ? cache.invalidate('42') : cache.invalidateTag('all'))
      expect(await cache.get('42', () => -1)).toBe(-1)
    }
  })

  it('hears of the invalidations and writes of others', async () => {
    const name = freshName()
    const [one, two] = [await near({ name }), open<number>({ name })]
    await one.set('42', 1)
    const reads = async (value: number) =>
      vi.waitFor(async () => expect(await one.get('42', () => 9)).toBe(value), {
        timeout: 5_000,
        interval: 5,
      })
    await reads(1)
    await two.set('42', 2)
    await reads(2)
    await two.invalidate('42')
    await reads(9)
  })

  it('hears it from the server on a single server that can track, and by pub/sub elsewhere', async () => {
    const heardBy: string[] = []
    const onEvent = (event: CacheEvent) =>
      void (event.type === 'first level' && event.used && heardBy.push(event.by))
    await near({ onEvent })
    expect(heardBy).toEqual([(await canTrack(redis())) ? 'tracking' : 'pubsub'])
  })

  it('hands out a value of its own each time', async () => {
    const cache = open<{ tags: string[] }>(NEAR)
    await usesFirstLevel(cache as unknown as Cache<number>)
    await cache.set('42', { tags: [] })
    for (let read = 0; read < 3; read++) {
      const value = await cache.get('42', () => null)
      expect(value).toEqual({ tags: [] })
      value?.tags.push('changed by a caller')
    }
  })
})

async function canTrack(redis: RedisLike): Promise<boolean> {
  if ('nodes' in redis) return false
  return redis.call('CLIENT', 'TRACKING', 'OFF').then(
    () => true,
    () => false,
  )
}

onRealServer('a copy in the first level', (redis) => {
  it('costs no command', async () => {
    const cache = new Cache<number>(redis(), { name: freshName(), ttlMs: 60_000, ...NEAR })
    await usesFirstLevel(cache)
    expect(await wireCommands(redis(), () => cache.get('warm', () => 0))).toEqual({})
    await cache.close()
  })
})

describe.skipIf(!hasRealServer)('a first level that hears nothing any more', () => {
  it('is emptied, and not used until it hears again', async () => {
    const server = await startRealServer()
    const proxy = await startTcpProxy(server.port)
    const [redis, direct] = [new Redis(proxy.url), new Redis(server.url)]
    redis.on('error', () => {})
    const used: boolean[] = []
    const onEvent = (event: CacheEvent) => void (event.type === 'first level' && used.push(event.used))
    const options = { name: 'near', ttlMs: 60_000, retryAfterMs: 10 }
    const here = new Cache<number>(redis, { ...options, ...NEAR, onEvent })
    const elsewhere = new Cache<number>(direct, options)
    await here.set('42', 1)
    await usesFirstLevel(here)
    proxy.refuse()
    await vi.waitFor(() => expect(used).toEqual([true, false]))
    await elsewhere.set('42', 2)
    proxy.restore()
    await vi.waitFor(() => expect(used).toEqual([true, false, true]), 5_000)
    await vi.waitFor(async () => expect(await here.peek('42')).toBe(2), 5_000)
    expect(await here.get('42', () => 9)).toBe(2)
    await Promise.all([here.close(), elsewhere.close()])
    for (const client of [redis, direct]) client.disconnect()
    await proxy.close()
    await server.close()
  })
})

describe('the first level', () => {
  let nowMs = 0

  /** One that hears at once. */
  async function hearing(max: number, subscribe = () => Promise.resolve(async () => {})) {
    const subscriber = { subscribe } as unknown as Subscriber
    const level = new FirstLevel(subscriber, {
      max,
      ttlMs: 1_000,
      channel: 'dropped',
      keyOf: (entry) => /^entry of (.+)$/.exec(entry.toString())?.[1],
      retryAfterMs: 100,
      clock: () => nowMs,
      emit: undefined,
    })
    level.read('any')
    await Promise.resolve()
    return level
  }
  const keep = (level: FirstLevel, key: string, freshMs = 60_000) =>
    level.keep(key, level.hold(key), Buffer.from(key), freshMs)

  it('does not keep what was read before an invalidation that it heard meanwhile', async () => {
    const level = await hearing(10)
    const place = level.hold('42')
    level.onMessage(Buffer.from('42'))
    level.keep('42', place, Buffer.from('old'), 60_000)
    expect(level.read('42')).toBeUndefined()
    keep(level, '42')
    expect(level.read('42')).toEqual(Buffer.from('42'))
  })

  it('does not keep what was read before a change that the server told of meanwhile', async () => {
    const level = await hearing(10)
    const places = ['42', '43', '44'].map((key) => [key, level.hold(key)] as const)
    level.onChanged([Buffer.from('entry of 42'), Buffer.from('another key'), Buffer.from('entry of 44')])
    for (const [key, place] of places) level.keep(key, place, Buffer.from('old'), 60_000)
    expect(places.map(([key]) => level.read(key)?.toString())).toEqual([undefined, 'old', undefined])
  })

  it('forgets all, also what is being read, when the server says that everything is gone', async () => {
    const level = await hearing(10)
    keep(level, '42')
    const place = level.hold('43')
    level.onChanged(null)
    level.keep('43', place, Buffer.from('old'), 60_000)
    expect(['42', '43'].filter((key) => level.read(key))).toEqual([])
    keep(level, '42')
    expect(level.read('42')).toBeDefined()
  })

  it('does not keep what was read before it lost its connection', async () => {
    const level = await hearing(10)
    const place = level.hold('42')
    level.onLost()
    level.onRestored()
    level.keep('42', place, Buffer.from('old'), 60_000)
    expect(level.read('42')).toBeUndefined()
  })

  it('lets the least recently used entries go', async () => {
    const level = await hearing(2)
    for (const key of ['a', 'b']) keep(level, key)
    level.read('a')
    keep(level, 'c')
    expect(['a', 'b', 'c'].filter((key) => level.read(key))).toEqual(['a', 'c'])
  })

  it('keeps an entry for its own TTL, or for as long as the entry is fresh', async () => {
    const level = await hearing(10)
    keep(level, 'long')
    keep(level, 'short', 500)
    nowMs += 499
    expect(level.read('short')).toBeDefined()
    nowMs += 1
    expect(level.read('short')).toBeUndefined()
    expect(level.read('long')).toBeDefined()
    nowMs += 500
    expect(level.read('long')).toBeUndefined()
  })

  it('subscribes again when that has failed, but not at once', async () => {
    const subscribe = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('away')))
    const level = await hearing(10, subscribe)
    await Promise.resolve()
    level.read('any')
    expect(subscribe).toHaveBeenCalledTimes(1)
    nowMs += 100
    level.read('any')
    expect(subscribe).toHaveBeenCalledTimes(2)
  })
})
