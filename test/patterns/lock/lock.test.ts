import { expect, it } from 'vitest'
import { Lock } from '../../../src/patterns/lock/index.js'
import { onEveryServer } from '../support/servers.js'
import { failure, freshLock, LONG_MS, watchedLock } from './fresh-lock.js'

onEveryServer('a lock', (redis) => {
  it('is held by one at a time', async () => {
    const lock = freshLock(redis())
    const leases = await Promise.all(Array.from({ length: 20 }, () => lock.tryAcquire()))
    expect(leases.filter((lease) => lease !== null)).toHaveLength(1)
  })

  it('can be taken again when it was released, and only then', async () => {
    const lock = freshLock(redis())
    const first = await lock.tryAcquire()
    expect(await lock.tryAcquire()).toBeNull()
    expect(await first?.release()).toBe(true)
    expect(await lock.tryAcquire()).not.toBeNull()
  })

  it('ends by itself', async () => {
    const lock = freshLock(redis(), { ttlMs: 20 })
    const first = await lock.tryAcquire()
    const second = await lock.acquire() // Waits for it.
    expect(second.fencingToken).toBeGreaterThan(first!.fencingToken)
  })

  it('gives every lease a token of its own, and a larger fencing number', async () => {
    const lock = freshLock(redis())
    const tokens = new Set<string>()
    let last = 0
    for (let round = 0; round < 10; round++) {
      const lease = await lock.acquire()
      expect(lease.fencingToken).toBeGreaterThan(last)
      last = lease.fencingToken
      tokens.add(lease.token)
      await lease.release()
    }
    expect(tokens.size).toBe(10)
  })

  it('is not released by someone whose lease is over', async () => {
    const lock = freshLock(redis())
    const late = await lock.acquire()
    await redis().del(lock.key)
    const owner = await lock.acquire()
    expect(await late.release()).toBe(false)
    expect((await lock.peek()).holder).toBe(owner.token)
  })

  it('can be extended by its holder, and by nobody else', async () => {
    const lock = freshLock(redis(), { ttlMs: 1_000 })
    const lease = await lock.acquire()
    expect(await lease.extend(LONG_MS)).toBe(true)
    expect((await lock.peek()).ttlMs).toBeGreaterThan(1_000)
    expect(lease.remainingMs).toBeGreaterThan(1_000)
    await redis().del(lock.key)
    const next = await lock.acquire()
    expect(await lease.extend()).toBe(false)
    expect((await lock.peek()).holder).toBe(next.token)
  })

  it('tells its lease that it is lost', async () => {
    const { lock, told } = watchedLock(redis())
    const lease = await lock.acquire()
    const { signal } = lease
    await redis().del(lock.key)
    expect(signal.aborted).toBe(false)
    await lease.extend()
    expect(signal.reason).toMatchObject({ name: 'LeaseLostError', code: 'LEASE_LOST' })
    expect(lease.lost).toBe(signal.reason)
    expect(lease.remainingMs).toBe(0)
    expect(told('lost')).toEqual([expect.objectContaining({ error: signal.reason })])
    expect(await lease.extend()).toBe(false)
  })

  it('tells its lease when the time is over, without asking Redis', async () => {
    const lock = freshLock(redis(), { ttlMs: 10 })
    const lease = await lock.acquire()
    await new Promise((resolve) => lease.signal.addEventListener('abort', resolve))
    expect(lease.signal.reason).toMatchObject({ lock: expect.any(String), why: 'it ran out' })
  })

  it('is released at the end of a block, and again by nobody', async () => {
    const lock = freshLock(redis())
    const lease = await lock.acquire()
    await lease[Symbol.asyncDispose]()
    expect(await lock.peek()).toMatchObject({ holder: null })
    expect(await lease.release()).toBe(false)
    expect(lease.signal.aborted).toBe(false)
    expect(lease.remainingMs).toBe(0)
  })

  it('shows who has it', async () => {
    const lock = freshLock(redis())
    expect(await lock.peek()).toEqual({ holder: null, ttlMs: 0, fencingToken: null, waiting: 0 })
    const { token, fencingToken } = await lock.acquire()
    const { ttlMs, ...rest } = await lock.peek()
    expect(rest).toEqual({ holder: token, fencingToken, waiting: 0 })
    expect(ttlMs).toBeGreaterThan(LONG_MS / 2)
  })

  it('shows a key that never expires as somebody else’s', async () => {
    const lock = freshLock(redis())
    await redis().set(lock.key, 'locked')
    expect(await lock.peek()).toMatchObject({ holder: 'locked', ttlMs: Infinity })
    expect(await lock.tryAcquire()).toBeNull()
  })

  it('is not lost to itself when the same question arrives twice, as after a broken connection', async () => {
    const lock = freshLock(redis(), { ids: () => 'same' })
    const first = await lock.tryAcquire()
    const second = await lock.tryAcquire()
    expect(second?.token).toBe(first?.token)
    expect(second?.fencingToken).toBeGreaterThan(first!.fencingToken)
  })

  it('says that it was not free in time', async () => {
    const { lock, told } = watchedLock(redis())
    await lock.acquire()
    for (const waitMs of [0, 5]) {
      expect(await failure(lock.acquire({ waitMs }))).toMatchObject({
        name: 'PatternError',
        code: 'LOCK_TIMEOUT',
      })
    }
    expect(told('gave-up')).toHaveLength(2)
  })

  it('does not begin to wait for a signal that has aborted', async () => {
    const lock = new Lock({} as never, { name: 'no client', ttlMs: 1 })
    const reason = new Error('no more')
    expect(await failure(lock.acquire({ signal: AbortSignal.abort(reason) }))).toBe(reason)
  })
})
