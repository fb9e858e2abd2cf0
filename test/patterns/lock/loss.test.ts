import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Lock, type LockEvent } from '../../../src/patterns/lock/index.js'
import { type DurableServer, startDurableServer } from '../../support/durable-server.js'
import { eventually } from '../../support/eventually.js'
import { freshName, hasRealServer, onRealServer } from '../support/servers.js'
import { wayForEach } from '../support/way.js'
import { failure, freshLock, LONG_MS, waiting } from './fresh-lock.js'

describe.skipIf(!hasRealServer)('a lock on a bad network', () => {
  const way = wayForEach()
  beforeEach(async () => void (await way.far.ping()))

  it('tells the work that the lease cannot be confirmed, before somebody else can have it', async () => {
    const lock = freshLock(way.far, { ttlMs: 400 })
    const work = lock.using(async (signal) => {
      way.proxy.freeze()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      // By the server's clock it still runs: the time began there later.
      expect(await way.direct.exists(lock.key)).toBe(1)
    })
    expect(await failure(work)).toMatchObject({ code: 'LEASE_LOST', why: 'it ran out' })
  })

  it('extends the lease when the network is back in time', async () => {
    const events: LockEvent[] = []
    const lock = freshLock(way.far, { ttlMs: 1_500, onEvent: (event) => events.push(event) })
    await lock.using(async (signal) => {
      way.proxy.cut()
      await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain('extended'), 5_000)
      expect(signal.aborted).toBe(false)
    })
  })

  it('leaves a lease to its expiry when it cannot be released, and says so', async () => {
    const events: LockEvent[] = []
    const lock = freshLock(way.far, { ttlMs: 200, onEvent: (event) => events.push(event) })
    const lease = await lock.acquire()
    way.proxy.freeze()
    await lease[Symbol.asyncDispose]()
    expect(events.at(-1)).toMatchObject({ type: 'trouble' })
    await eventually('it runs out', async () => (await way.direct.exists(lock.key)) === 0)
  })

  it('gives up waiting in time when Redis does not answer, and leaves nothing taken', async () => {
    const lock = freshLock(way.far)
    way.proxy.freeze()
    expect(await failure(lock.acquire({ waitMs: 30 }))).toMatchObject({ code: 'LOCK_TIMEOUT' })
    way.proxy.restore() // Only now does the server hear of it.
    await eventually('it is free', async () => (await way.direct.exists(lock.key, `${lock.key}:queue`)) === 0)
    expect(await (await lock.acquire()).release()).toBe(true)
  })

  it('wakes those whose messages are lost, too, only later', async () => {
    const name = freshName()
    const holder = await freshLock(way.direct, { name }).acquire()
    const deaf = freshLock(way.far, { name, claimMs: 400 })
    const turn = deaf.acquire()
    await waiting(deaf, 1)
    way.proxy.cut() // Its subscription is gone, and so is the message.
    await holder.release()
    const lease = await turn
    expect(await lease.release()).toBe(true)
  })

  it('hands it past somebody who cannot hear, who keeps its place', async () => {
    const name = freshName()
    const lock = freshLock(way.direct, { name, claimMs: 400 })
    const holder = await lock.acquire()
    const deaf = freshLock(way.far, { name, claimMs: 400 })
    const late = deaf.acquire()
    await waiting(lock, 1)
    const turn = lock.acquire()
    await waiting(lock, 2)
    way.proxy.refuse()
    await eventually('nobody is connected', () => way.proxy.connections === 0)
    await holder.release()
    const lease = await turn
    way.proxy.restore()
    await lease.release()
    expect((await late).fencingToken).toBeGreaterThan(lease.fencingToken)
  })

  it('goes on waiting while Redis is away', async () => {
    const name = freshName()
    const holder = await freshLock(way.direct, { name }).acquire()
    const events: LockEvent[] = []
    const far1 = way.far.duplicate({ maxRetriesPerRequest: 0 })
    far1.on('error', () => {})
    const lock = freshLock(far1, { name, claimMs: 40, onEvent: (event) => events.push(event) })
    const turn = lock.acquire()
    await waiting(lock, 1)
    way.proxy.refuse()
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain('trouble'))
    await holder.release()
    way.proxy.restore()
    await (await turn).release()
    far1.disconnect()
  })

  it('stops waiting when the client is ended', async () => {
    const name = freshName()
    await freshLock(way.direct, { name }).acquire()
    const lock = freshLock(way.far, { name, claimMs: 20 })
    const turn = failure(lock.acquire())
    await waiting(lock, 1)
    way.far.disconnect()
    expect(await turn).toMatchObject({ message: 'Connection is closed.' })
  })

  it('opens no connection for those who gave up before Redis answered', async () => {
    const name = freshName()
    await freshLock(way.direct, { name }).acquire()
    const lock = freshLock(way.far, { name })
    way.proxy.freeze()
    const turn = failure(lock.acquire())
    await lock.close()
    expect(await turn).toMatchObject({ code: 'LOCK_CLOSED' })
    way.proxy.restore()
    await way.far.ping() // By now the lock has been asked for, in vain.
    await way.far.ping()
    expect(way.proxy.connections).toBe(1)
  })

  it('leaves no connection when it is closed', async () => {
    const lock = freshLock(way.far)
    await lock.acquire()
    const turn = failure(lock.acquire())
    await waiting(lock, 1)
    await eventually('it listens', () => way.proxy.connections === 2)
    await lock.close()
    await turn
    await eventually('only the client itself is connected', () => way.proxy.connections === 1)
  })
})

describe.skipIf(!hasRealServer)('a lock on a server that is restarted', () => {
  let server: DurableServer
  let redis: Redis
  beforeEach(async () => {
    server = await startDurableServer()
    redis = new Redis(server.url, { retryStrategy: () => 5 })
    redis.on('error', () => {})
  })
  afterEach(async () => {
    redis.disconnect()
    await server.close()
  })

  it('is held by the same one afterwards, and goes on to those who waited', async () => {
    const lock = freshLock(redis, { claimMs: 100 })
    const holder = await lock.acquire()
    const turn = lock.acquire()
    await waiting(lock, 1)
    await server.stop()
    await server.start()
    expect((await lock.peek()).holder).toBe(holder.token)
    expect(await holder.release()).toBe(true)
    const lease = await turn
    expect(lease.fencingToken).toBeGreaterThan(holder.fencingToken)
  })
})

onRealServer('a script cache that is emptied in mid-use', (redis) => {
  it('costs more round trips, and no lease', async () => {
    const lock = new Lock(redis(), { name: freshName(), ttlMs: LONG_MS })
    const fences: number[] = []
    const turns = Array.from({ length: 60 }, async (_, nth) => {
      if (nth % 10 === 5) return void (await redis().script('FLUSH'))
      const lease = await lock.acquire()
      fences.push(lease.fencingToken)
      expect(await lease.release()).toBe(true)
    })
    await Promise.all(turns)
    expect(fences).toEqual(fences.toSorted((a, b) => a - b))
    expect(new Set(fences).size).toBe(54)
    await lock.close()
  })
})
