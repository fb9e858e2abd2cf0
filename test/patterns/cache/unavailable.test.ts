import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type CacheEvent, CacheUnavailableError } from '../../../src/patterns/cache/index.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { wayForEach } from '../support/way.js'
import { cachesOf } from './support/open.js'
import { Origin } from './support/origin.js'

/** Long enough for a busy machine to answer, short enough to wait for. */
const COMMAND_TIMEOUT_MS = 400
const NEVER_MS = 600_000

describe.skipIf(!hasRealServer)('a cache whose Redis is away', () => {
  const way = wayForEach()
  let events: CacheEvent[]
  const open = cachesOf(() => way.far)

  beforeEach(async () => {
    await way.far.ping()
    events = []
  })

  const cacheHere = (retryAfterMs: number, name = freshName()) =>
    open<number>({
      name,
      retryAfterMs,
      commandTimeoutMs: COMMAND_TIMEOUT_MS,
      onEvent: (event) => events.push(event),
    })
  const count = (type: CacheEvent['type']) => events.filter((event) => event.type === type).length

  it.each([
    ['refuses connections', 'refuse'],
    ['hangs', 'freeze'],
  ] as const)('that %s asks the origin, and waits only once', async (_, breakIt) => {
    const cache = cacheHere(NEVER_MS)
    await cache.get('42', () => 1)
    way.proxy[breakIt]()
    for (let value = 2; value < 50; value++) expect(await cache.get('42', () => value)).toBe(value)
    expect(cache.stats()).toMatchObject({ unavailable: 48, originLoads: 49 })
    expect([count('command failed'), count('unavailable')]).toEqual([1, 1])
  })

  it('loads once for all callers of the process', async () => {
    const cache = cacheHere(NEVER_MS)
    way.proxy.freeze()
    const origin = new Origin(1)
    origin.hold()
    const reads = Array.from({ length: 20 }, () => cache.get('42', origin.load))
    await vi.waitFor(() => expect(cache.stats().unavailable).toBe(20))
    origin.letGo()
    expect(await Promise.all(reads)).toEqual(Array(20).fill(1))
    expect(origin.loads).toBe(1)
  })

  it('recovers by itself', async () => {
    const cache = cacheHere(20)
    await cache.get('42', () => 1)
    way.proxy.freeze()
    expect(await cache.get('42', () => 2)).toBe(2)
    way.proxy.restore()
    await vi.waitFor(async () => expect(await cache.get('42', () => 2)).toBe(1), 5_000)
    expect([count('unavailable'), count('available')]).toEqual([1, 1])
  })

  it('gives a value that it could not write', async () => {
    const cache = cacheHere(NEVER_MS)
    const value = await cache.get('42', () => {
      way.proxy.freeze()
      return 1
    })
    expect(value).toBe(1)
    expect(cache.stats()).toMatchObject({ miss: 1, originLoads: 1 })
  })

  it('lets others wait no longer than the lease when it is cut off while it loads', async () => {
    const name = freshName()
    const options = { name, leaseMs: 300, commandTimeoutMs: COMMAND_TIMEOUT_MS }
    const here = open<number>({ ...options, retryAfterMs: NEVER_MS })
    const elsewhere = open<number>({ ...options, commandTimeoutMs: 10_000 }, way.direct)
    const origin = new Origin(1)
    origin.hold()
    const first = here.get('42', origin.load)
    await origin.waiting(1)
    way.proxy.freeze()
    expect(await elsewhere.get('42', () => 2)).toBe(2)
    origin.letGo()
    expect(await first).toBe(1)
    expect(await elsewhere.peek('42')).toBe(2)
  })

  it('gives back a lease that came too late', async () => {
    const name = freshName()
    const cache = cacheHere(NEVER_MS, name)
    const before = await way.direct.info('commandstats')
    way.proxy.freeze()
    expect(await cache.get('42', () => 1)).toBe(1)
    way.proxy.restore()
    // The script that took the lease ran, and then the one that gave it back.
    await vi.waitFor(async () => expect(await scriptsRun()).toBeGreaterThanOrEqual(2), 5_000)
    await vi.waitFor(async () => expect(await way.direct.exists(`${name}:{42}`)).toBe(0), 5_000)
    expect(before).not.toContain('cmdstat_eval')
  })

  it('does not hide that a write did not come through', async () => {
    const cache = cacheHere(NEVER_MS)
    await cache.set('42', 1, { tags: ['all'] })
    way.proxy.freeze()
    const lost = [
      () => cache.invalidate('42'),
      () => cache.invalidateTag('all'),
      () => cache.set('42', 2),
      () => cache.set('42', 2, { tags: ['all'] }),
    ]
    for (const write of lost) await expect(write()).rejects.toThrow(CacheUnavailableError)
    await expect(cache.invalidate('42')).rejects.toMatchObject({
      code: 'CACHE_UNAVAILABLE',
      cause: expect.any(Error) as Error,
    })
    expect(await cache.peek('42')).toBeUndefined()
  })

  it('does not let a caller join a load that began before the origin changed', async () => {
    const cache = cacheHere(NEVER_MS)
    const origin = new Origin(1)
    origin.hold()
    way.proxy.freeze()
    const first = cache.get('42', origin.load)
    await origin.waiting(1)
    origin.value = 2
    await expect(cache.invalidate('42')).rejects.toThrow(CacheUnavailableError)
    const second = cache.get('42', origin.load)
    await origin.waiting(2)
    origin.letGo()
    expect(await Promise.all([first, second])).toEqual([1, 2])
  })

  it('asks the origin when the server replies with an error, and goes on asking the server', async () => {
    const cache = cacheHere(NEVER_MS)
    await way.direct.config('SET', 'maxmemory', '1')
    expect(await cache.get('42', () => 1)).toBe(1)
    expect(cache.stats()).toMatchObject({ unavailable: 1 })
    await way.direct.config('SET', 'maxmemory', '0')
    expect(await cache.get('42', () => 2)).toBe(2)
    expect(cache.stats()).toMatchObject({ unavailable: 1, miss: 1 })
    expect(count('unavailable')).toBe(0)
  })

  it('does not cache what could not be noted under its tags', async () => {
    const name = freshName()
    const cache = cacheHere(20, name)
    await way.direct.set(`${name}:{team}:tagged`, 'no sorted set')
    expect(await cache.get('42', () => 1, { tags: ['team'] })).toBe(1)
    expect(await cache.peek('42')).toBeUndefined()
    expect(await way.direct.exists(`${name}:{42}`)).toBe(0)
  })

  it('works on when the server has forgotten its scripts', async () => {
    const cache = cacheHere(20)
    const reads = Array.from({ length: 200 }, (_, at) =>
      at % 40 === 20 ? way.direct.script('FLUSH') : cache.get(String(at), () => at),
    )
    await Promise.all(reads)
    expect(cache.stats()).toMatchObject({ miss: 195, unavailable: 0 })
    expect(await cache.peek('199')).toBe(199)
  })

  async function scriptsRun(): Promise<number> {
    const stats = await way.direct.info('commandstats')
    return [...stats.matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0)
  }
})
