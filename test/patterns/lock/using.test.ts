import { expect, it, vi } from 'vitest'
import type { LockEvent } from '../../../src/patterns/lock/index.js'
import { onEveryServer } from '../support/servers.js'
import { failure, freshLock, watchedLock } from './fresh-lock.js'

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

onEveryServer('work under a lock', (redis) => {
  it('has its result, and the lock is free when it is done', async () => {
    const lock = freshLock(redis())
    const result = await lock.using(async (signal, lease) => {
      expect(signal.aborted).toBe(false)
      expect((await lock.peek()).holder).toBe(lease.token)
      return 'done'
    })
    expect(result).toBe('done')
    expect((await lock.peek()).holder).toBeNull()
  })

  it('fails with its own error, and the lock is free', async () => {
    const lock = freshLock(redis())
    const error = new Error('the work failed')
    expect(await failure(lock.using(() => Promise.reject(error)))).toBe(error)
    const thrown = lock.using(() => {
      throw error
    })
    expect(await failure(thrown)).toBe(error)
    expect((await lock.peek()).holder).toBeNull()
  })

  it('keeps the lock for as long as it takes', async () => {
    const { lock, told } = watchedLock(redis(), { ttlMs: 150 })
    await lock.using(async (signal) => {
      await vi.waitFor(() => expect(told('extended').length).toBeGreaterThan(4))
      expect(signal.aborted).toBe(false)
      expect(await lock.tryAcquire()).toBeNull()
    })
    expect(told('lost')).toEqual([])
  })

  it('hears when the lease is lost, and its result counts for nothing', async () => {
    const lock = freshLock(redis(), { ttlMs: 60 })
    const work = lock.using(async (signal) => {
      await redis().del(lock.key)
      await aborted(signal)
      return 'done'
    })
    expect(await failure(work)).toMatchObject({ name: 'LeaseLostError', code: 'LEASE_LOST' })
  })

  it('is told that the lease was lost when nobody noticed before the end', async () => {
    const lock = freshLock(redis())
    const work = lock.using(() => redis().del(lock.key))
    expect(await failure(work)).toMatchObject({ code: 'LEASE_LOST', cause: undefined })
  })

  it('that stops with the reason of its signal fails with just that', async () => {
    const lock = freshLock(redis(), { ttlMs: 60 })
    let reason: unknown
    const work = lock.using(async (signal) => {
      await redis().del(lock.key)
      await aborted(signal)
      reason = signal.reason
      signal.throwIfAborted()
    })
    expect(await failure(work)).toBe(reason)
  })

  it('that fails after the loss tells both', async () => {
    const lock = freshLock(redis(), { ttlMs: 60 })
    const error = new Error('half done')
    const work = lock.using(async (signal) => {
      await redis().del(lock.key)
      await aborted(signal)
      throw error
    })
    expect(await failure(work)).toMatchObject({ code: 'LEASE_LOST', cause: error })
  })

  it("hears the caller's signal, too", async () => {
    const lock = freshLock(redis())
    const stop = new AbortController()
    const reason = new Error('no more')
    const work = lock.using(
      async (signal) => {
        stop.abort(reason)
        signal.throwIfAborted()
      },
      { signal: stop.signal },
    )
    expect(await failure(work)).toBe(reason)
    expect((await lock.peek()).holder).toBeNull()
  })

  it('tells what happens, in order', async () => {
    const { lock, events } = watchedLock(redis())
    const { fencingToken } = await lock.using((_, lease) => lease)
    const lockName = lock.key.replace(/[{}]/g, '')
    expect(events).toEqual<LockEvent[]>([
      { type: 'acquired', lock: lockName, fencingToken, waitedMs: expect.any(Number) as number },
      { type: 'released', lock: lockName, fencingToken, handedOver: false },
    ])
  })
})
