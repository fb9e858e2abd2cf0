import { expect, it, vi } from 'vitest'
import type { Lease, Lock } from '../../../src/patterns/lock/index.js'
import { onEveryServer } from '../support/servers.js'
import { failure, freshLock, waiting, watchedLock } from './fresh-lock.js'

/** Joins the queue one after the other, so that their order is known. */
async function queueUp(lock: Lock, count: number): Promise<Promise<Lease>[]> {
  const turns: Promise<Lease>[] = []
  for (let nth = 1; nth <= count; nth++) {
    turns.push(lock.acquire())
    await waiting(lock, nth)
  }
  return turns
}

onEveryServer('those who wait for a lock', (redis) => {
  it('get it in their order', async () => {
    const lock = freshLock(redis())
    const holder = await lock.acquire()
    const order: number[] = []
    const turns = (await queueUp(lock, 5)).map(async (turn, nth) => {
      const lease = await turn
      order.push(nth)
      expect(await lease.release()).toBe(true)
    })
    await holder.release()
    await Promise.all(turns)
    expect(order).toEqual([0, 1, 2, 3, 4])
    expect(await lock.peek()).toMatchObject({ holder: null, waiting: 0 })
  })

  it('are handed it in the same step, so that nobody comes between', async () => {
    const { lock, told } = watchedLock(redis())
    const holder = await lock.acquire()
    const [turn] = await queueUp(lock, 1)
    const [, barger] = await Promise.all([holder.release(), lock.tryAcquire()])
    expect(barger).toBeNull()
    const lease = await turn
    expect(lease?.fencingToken).toBeGreaterThan(holder.fencingToken)
    expect(told('released')).toEqual([expect.objectContaining({ handedOver: true })])
  })

  it('come before those who try, also when the lease ran out and nobody has noticed', async () => {
    const lock = freshLock(redis())
    await lock.acquire()
    const [turn] = await queueUp(lock, 1)
    await redis().del(lock.key)
    expect(await lock.tryAcquire()).toBeNull()
    await turn
  })

  it('get it when the lease runs out', async () => {
    const lock = freshLock(redis(), { ttlMs: 30 })
    const dead = await lock.acquire()
    const lease = await lock.acquire()
    expect(lease.fencingToken).toBeGreaterThan(dead.fencingToken)
  })

  it('leave the queue when their signal aborts', async () => {
    const { lock, told } = watchedLock(redis())
    const holder = await lock.acquire()
    const stop = new AbortController()
    const reason = new Error('no more')
    const impatient = failure(lock.acquire({ signal: stop.signal }))
    await waiting(lock, 1)
    const patient = lock.acquire()
    await waiting(lock, 2)
    stop.abort(reason)
    expect(await impatient).toBe(reason)
    await waiting(lock, 1)
    await holder.release()
    await patient
    expect(told('gave-up')).toEqual([expect.objectContaining({ error: reason })])
    expect(told('waiting')).toHaveLength(2)
  })

  it('leave the queue when their time is over', async () => {
    const lock = freshLock(redis())
    const holder = await lock.acquire()
    expect(await failure(lock.acquire({ waitMs: 30 }))).toMatchObject({ code: 'LOCK_TIMEOUT' })
    await waiting(lock, 0)
    await holder.release()
    expect((await lock.peek()).holder).toBeNull()
  })

  it('pass it on when it is handed to them as they give up', async () => {
    const lock = freshLock(redis())
    const holder = await lock.acquire()
    const stop = new AbortController()
    const impatient = failure(lock.acquire({ signal: stop.signal }))
    await waiting(lock, 1)
    const patient = lock.acquire()
    await waiting(lock, 2)
    const released = holder.release()
    stop.abort(new Error('no more'))
    await Promise.all([released, impatient])
    expect(await (await patient).release()).toBe(true)
  })

  it('are sent away when the lock object is closed, and its connection is closed, too', async () => {
    const lock = freshLock(redis())
    const other = freshLock(redis())
    await lock.acquire()
    const sent = failure(lock.acquire())
    await waiting(lock, 1)
    await lock.close()
    await lock.close()
    expect(await sent).toMatchObject({ code: 'LOCK_CLOSED' })
    expect(await failure(lock.acquire())).toMatchObject({ code: 'LOCK_CLOSED' })
    await waiting(lock, 0)
    const holder = await other.acquire()
    const turn = other.acquire()
    await waiting(other, 1)
    await holder.release()
    await turn // The others wait on, on a connection of their own.
  })

  it('leave nothing behind', async () => {
    const lock = freshLock(redis(), { claimMs: 20 })
    await lock.acquire()
    const stop = new AbortController()
    const turns = Array.from({ length: 3 }, () => failure(lock.acquire({ signal: stop.signal })))
    await waiting(lock, 3)
    stop.abort()
    await Promise.all(turns)
    const keys = [`${lock.key}:queue`, `${lock.key}:alive`]
    await vi.waitFor(async () => expect(Number(await redis().exists(...keys))).toBe(0))
    expect(Number(await redis().pttl(`${lock.key}:fence`))).toBeGreaterThan(0)
  })

  it('do not lose their place to a wake-up that comes for nothing', async () => {
    const lock = freshLock(redis())
    const holder = await lock.acquire()
    const [first, second] = await queueUp(lock, 2)
    const token = (await redis().zrange(`${lock.key}:queue`, 0, '0'))[0] as string
    const inbox = token.slice(0, token.indexOf(':'))
    await redis().publish(`lock-inbox:${inbox}`, token)
    await waiting(lock, 2)
    await holder.release()
    const lease = await first
    expect(lease?.token).toBe(token)
    await lease?.release()
    await second
  })
})
