import { expect, it, vi } from 'vitest'
import { PatternError } from '../../../src/patterns/cache/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { cachesOf } from './support/open.js'
import { Origin } from './support/origin.js'

onEveryServer('callers who wait for a load', (redis) => {
  const open = cachesOf(redis)

  /** A load that is under way in one of two caches of the same name. */
  async function loading() {
    const name = freshName()
    const [here, elsewhere] = [open<number>({ name }), open<number>({ name })]
    const origin = new Origin(1)
    origin.hold()
    const first = here.get('42', origin.load)
    await origin.waiting(1)
    return { here, elsewhere, origin, first }
  }

  it('share it with everyone in their process', async () => {
    const { here, origin, first } = await loading()
    const others = Array.from({ length: 10 }, () => here.get('42', () => 2))
    await here.peek('42')
    origin.letGo()
    expect(await Promise.all([first, ...others])).toEqual(Array(11).fill(1))
    expect(here.stats()).toMatchObject({ miss: 1, coalesced: 10, originLoads: 1 })
  })

  it('share it with everyone in other processes', async () => {
    const { elsewhere, origin } = await loading()
    const others = Array.from({ length: 10 }, () => elsewhere.get('42', () => 2))
    await elsewhere.peek('42')
    origin.letGo()
    expect(await Promise.all(others)).toEqual(Array(10).fill(1))
    expect(elsewhere.stats()).toMatchObject({ coalesced: 10, originLoads: 0 })
  })

  it('get what is written meanwhile, when they are in other processes', async () => {
    const { here, elsewhere, origin, first } = await loading()
    const waiting = elsewhere.get('42', () => 2)
    await elsewhere.peek('42')
    await here.set('42', 3)
    expect(await waiting).toBe(3)
    origin.letGo()
    expect(await first).toBe(1)
    expect(await here.peek('42')).toBe(3)
  })

  it('all get its error when they are in its process', async () => {
    const cache = open<number>()
    let fail = (_: Error) => {}
    const load = vi.fn<() => Promise<number>>(() => new Promise((_, reject) => (fail = reject)))
    const all = Array.from({ length: 5 }, () => cache.get('42', load))
    const settled = Promise.allSettled(all)
    await vi.waitFor(() => expect(load).toHaveBeenCalled())
    await cache.peek('42')
    fail(new Error('origin is down'))
    const reasons = (await settled).map((each) => each.status === 'rejected' && String(each.reason))
    expect(reasons).toEqual(Array(5).fill('Error: origin is down'))
    expect(cache.stats()).toMatchObject({ originLoads: 1, failedLoads: 1 })
  })

  it('do not join a load that began before an invalidation', async () => {
    const { here, elsewhere, origin, first } = await loading()
    await elsewhere.invalidate('42')
    expect(await here.get('42', () => 2)).toBe(2)
    origin.letGo()
    expect(await first).toBe(1)
    expect(await here.peek('42')).toBe(2)
    expect(here.stats()).toMatchObject({ refusedFills: 1 })
  })

  it('leave when their signal aborts, and the load goes on', async () => {
    const { here, elsewhere, origin, first } = await loading()
    const leaving = new AbortController()
    const { signal } = leaving
    const left = [here, elsewhere].map((cache) => cache.get('42', () => 2, { signal }))
    const settled = Promise.allSettled(left)
    leaving.abort(new Error('no time left'))
    const reasons = (await settled).map((each) => each.status === 'rejected' && String(each.reason))
    expect(reasons).toEqual(Array(2).fill('Error: no time left'))
    origin.letGo()
    expect(await first).toBe(1)
    expect(await elsewhere.get('42', () => 2)).toBe(1)
  })

  it('do not even begin with a signal that has aborted', async () => {
    const load = vi.fn<() => number>(() => 1)
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(open<number>().get('42', load, { signal })).rejects.toThrow('too late')
    expect(load).not.toHaveBeenCalled()
  })

  it('are told when the load takes longer than loadTimeoutMs, and another may try', async () => {
    const cache = open<number>({ loadTimeoutMs: 20 })
    let signal: AbortSignal | undefined
    const never = cache.get('42', (context) => {
      signal = context.signal
      return new Promise<number>(() => {})
    })
    await expect(never).rejects.toMatchObject({ code: 'LOAD_TIMEOUT' })
    expect(signal?.aborted).toBe(true)
    expect(await cache.get('42', () => 2)).toBe(2)
  })

  it('are told when the cache is closed, which gives the lease back', async () => {
    const { here, elsewhere, origin, first } = await loading()
    const waiting = elsewhere.get('42', () => 2)
    await elsewhere.peek('42')
    const both = Promise.allSettled([first, waiting])
    await elsewhere.close()
    await here.close()
    const reasons = (await both).map(
      (each) => each.status === 'rejected' && (each.reason as PatternError).code,
    )
    expect(reasons).toEqual(['CACHE_CLOSED', 'CACHE_CLOSED'])
    origin.letGo()
    await expect(here.get('42', () => 3)).rejects.toThrow(PatternError)
    await here.close()
  })
})
