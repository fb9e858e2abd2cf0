import { expect, it } from 'vitest'
import * as door from '../../../src/patterns/cache/index.js'
import { Cache } from '../../../src/patterns/cache/index.js'
import { NaiveCache } from '../../../src/patterns/cache/naive.js'
import { commandsRun } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { expireTogether, lateWrite, loadsOfNothing, staleFills, stampede } from './support/faults.js'
import { Origin } from './support/origin.js'
import { naive, safe } from './support/subjects.js'

onAnyServer('callers who miss at the same time', (redis) => {
  it.each([
    ['each load with the naive cache', naive, 50],
    ['share one load with the safe one', safe, 1],
  ])('%s', async (_, open, loads) => {
    expect(await stampede(redis(), open, 50)).toBe(loads)
  })
})

onAnyServer('an invalidation during a load', (redis) => {
  it.each([
    ['is undone by the naive cache', naive, 5],
    ['wins with the safe one', safe, 0],
  ])('%s', async (_, open, stale) => {
    expect(await staleFills(redis(), open, 5)).toBe(stale)
  })
})

onAnyServer('an older value that is written late', (redis) => {
  it.each([
    ['stays in the naive cache', naive, 1],
    ['never reaches the safe one', safe, 2],
  ])('%s', async (_, open, left) => {
    expect(await lateWrite(redis(), open)).toBe(left)
  })
})

onAnyServer('what does not exist', (redis) => {
  it.each([
    ['is loaded each time with the naive cache', naive, 10],
    ['is loaded once with the safe one', safe, 1],
  ])('%s', async (_, open, loads) => {
    expect(await loadsOfNothing(redis(), open, 10)).toBe(loads)
  })
})

onAnyServer('entries that are written together', (redis) => {
  it('expire together with the naive cache, and apart with the safe one', async () => {
    expect(await expireTogether(redis(), naive, 200)).toBe(200)
    expect(await expireTogether(redis(), safe, 200)).toBeLessThan(60)
  })
})

onRealServer('to invalidate a group of entries', (redis) => {
  it('the naive cache makes the server look at every key, with KEYS', async () => {
    const cache = new NaiveCache<number>(redis(), { name: freshName(), ttlMs: 60_000 })
    await cache.set('user:1', 1)
    await cache.set('post:1', 1)
    expect(await commandsRun(redis(), () => cache.invalidateMatching('user:*'))).toEqual({ keys: 1, del: 1 })
    expect(await cache.get('user:1', async () => null)).toBeNull()
    expect(await cache.get('post:1', async () => null)).toBe(1)
  })

  it('the safe one reads the members of a tag', async () => {
    const cache = new Cache<number>(redis(), { name: freshName(), ttlMs: 60_000 })
    await cache.set('user:1', 1, { tags: ['users'] })
    await cache.set('post:1', 1)
    const ran = await commandsRun(redis(), () => cache.invalidateTag('users'))
    expect(ran).toMatchObject({ zrange: 1, unlink: 1 })
    expect(Object.keys(ran)).not.toContain('keys')
    expect(Object.keys(ran)).not.toContain('scan')
    await cache.close()
  })

  it('the naive cache misses what is being loaded', async () => {
    const cache = new NaiveCache<number>(redis(), { name: freshName(), ttlMs: 60_000 })
    expect(
      await groupDuringLoad(
        (load) => cache.get('user:1', load),
        () => cache.invalidateMatching('user:*'),
      ),
    ).toBe(1)
  })

  it('the safe one reaches that, too', async () => {
    const cache = new Cache<number>(redis(), { name: freshName(), ttlMs: 60_000 })
    expect(
      await groupDuringLoad(
        (load) => cache.get('user:1', load, { tags: ['users'] }),
        () => cache.invalidateTag('users'),
      ),
    ).toBe(2)
    await cache.close()
  })

  /** What is read after the group was invalidated while version 1 was being loaded. */
  async function groupDuringLoad(
    get: (load: () => Promise<number>) => Promise<number | null>,
    invalidateGroup: () => Promise<unknown>,
  ): Promise<number | null> {
    const origin = new Origin(1)
    origin.hold()
    const first = get(origin.load)
    await origin.waiting(1)
    origin.value = 2
    await invalidateGroup()
    origin.letGo()
    await first
    return get(origin.load)
  }
})

it('the naive cache is not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'Cache',
    'CacheUnavailableError',
    'PatternError',
    'bytes',
    'json',
    'text',
  ])
})
