import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LockEvent, Redlock, type RedlockOptions } from '../../../src/patterns/lock/index.js'
import { type RealServer, startRealServer } from '../../support/servers.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { failure, LONG_MS } from './fresh-lock.js'

const SERVERS = 5

describe.skipIf(!hasRealServer)('a redlock over five servers', () => {
  let servers: RealServer[]
  let clients: Redis[]
  let name: string
  beforeAll(async () => {
    servers = await Promise.all(Array.from({ length: SERVERS }, () => startRealServer()))
  })
  afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))))
  beforeEach(() => {
    name = freshName()
    clients = servers.map(connect)
  })
  afterEach(() => {
    for (const client of clients) client.disconnect()
  })

  const redlock = (options: Partial<RedlockOptions> = {}) =>
    new Redlock(clients, { name, ttlMs: LONG_MS, nodeTimeoutMs: LONG_MS, retryMs: 5, ...options })
  const holders = () => Promise.all(clients.map((client) => client.get(`{${name}}`).catch(() => 'down')))

  it('is held by one at a time', async () => {
    const leases = await Promise.all(Array.from({ length: 10 }, () => redlock().tryAcquire()))
    expect(leases.filter((lease) => lease !== null).length).toBeLessThanOrEqual(1)
    await vi.waitFor(async () => expect(new Set(await holders()).size).toBe(1)) // Who lost gave back what it got.
  })

  it('is taken on all servers, and released on all', async () => {
    const lease = await redlock().acquire()
    await vi.waitFor(async () => expect(await holders()).toEqual(Array(SERVERS).fill(lease.token)))
    expect(await redlock().tryAcquire()).toBeNull()
    expect(await lease.release()).toBe(true)
    await vi.waitFor(async () => expect(await holders()).toEqual(Array(SERVERS).fill(null)))
    expect(lease).not.toHaveProperty('fencingToken', expect.any(Number))
  })

  it('is valid for less than its time: by the margin for clocks that drift', async () => {
    const lease = await redlock({ ttlMs: 10_000, clockDriftFactor: 0.5 }).acquire()
    expect(lease.remainingMs).toBeLessThanOrEqual(4_998)
    expect(lease.remainingMs).toBeGreaterThan(2_000)
  })

  it('is not held when it took longer than it is valid', async () => {
    const lock = redlock({ ttlMs: 3, clockDriftFactor: 0.9 }) // Valid for 3 - 2.7 - 2 ms.
    expect(await lock.tryAcquire()).toBeNull()
    await vi.waitFor(async () => expect(await holders()).toEqual(Array(SERVERS).fill(null)))
  })

  it('can be extended on most servers, and is lost with the majority', async () => {
    const lease = await redlock({ ttlMs: 1_000 }).acquire()
    await clients[0]!.del(`{${name}}`)
    await clients[1]!.del(`{${name}}`)
    expect(await lease.extend(LONG_MS)).toBe(true)
    expect(lease.remainingMs).toBeGreaterThan(1_000)
    await clients[2]!.del(`{${name}}`)
    expect(await lease.extend()).toBe(false)
    expect(lease.lost).toMatchObject({ code: 'LEASE_LOST' })
    expect(await lease.release()).toBe(false)
  })

  it('waits for its turn, and says when it did not come', async () => {
    const lease = await redlock().acquire()
    expect(await failure(redlock().acquire({ waitMs: 20 }))).toMatchObject({ code: 'LOCK_TIMEOUT' })
    const reason = new Error('no more')
    const stop = new AbortController()
    const stopped = failure(redlock().acquire({ signal: stop.signal }))
    stop.abort(reason)
    expect(await stopped).toBe(reason)
    const turn = redlock().acquire()
    await lease.release()
    await (await turn).release()
  })

  it('is held while the work is done', async () => {
    const events: LockEvent[] = []
    const lock = redlock({ ttlMs: 1_000, onEvent: (event) => events.push(event) })
    const result = await lock.using(async (signal) => {
      const extended = () => events.filter(({ type }) => type === 'extended').length
      await vi.waitFor(() => expect(extended()).toBeGreaterThan(2), LONG_MS)
      expect(signal.aborted).toBe(false)
      expect(await redlock().tryAcquire()).toBeNull()
      return 'done'
    })
    expect(result).toBe('done')
    expect(events[0]).toMatchObject({ type: 'acquired', lock: name, fencingToken: undefined })
    expect(events.at(-1)).toMatchObject({ type: 'released' })
  })
})

describe.skipIf(!hasRealServer)('a redlock over five servers, some of which die', () => {
  let servers: RealServer[]
  let clients: Redis[]
  beforeEach(async () => {
    servers = await Promise.all(Array.from({ length: SERVERS }, () => startRealServer()))
    clients = servers.map(connect)
  })
  afterEach(async () => {
    for (const client of clients) client.disconnect()
    await Promise.all(servers.map((server) => server.close()))
  })
  const kill = (...numbers: number[]) => Promise.all(numbers.map((number) => servers[number]!.close()))

  it('works while two of them are down, also those that held it', async () => {
    const lock = new Redlock(clients, { name: freshName(), ttlMs: LONG_MS, nodeTimeoutMs: 500 })
    const lease = await lock.acquire()
    await kill(0, 1)
    expect(await lease.extend()).toBe(true)
    expect(await lock.tryAcquire()).toBeNull()
    expect(await lease.release()).toBe(true)
    const next = await lock.acquire({ waitMs: 10_000 })
    expect(await next.release()).toBe(true)
  })

  it('says that too few are left, when three are down', async () => {
    const events: LockEvent[] = []
    const onEvent = (event: LockEvent) => void events.push(event)
    const options = { ttlMs: 600, nodeTimeoutMs: 50, retryMs: 5, onEvent }
    const lock = new Redlock(clients, { name: freshName(), ...options })
    const work = lock.using(async (signal) => {
      await kill(0, 1, 2)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    })
    expect(await failure(work)).toMatchObject({ code: 'LEASE_LOST', why: 'it ran out' })
    const other = new Redlock(clients, { name: freshName(), ...options })
    expect(await failure(other.tryAcquire())).toMatchObject({ code: 'NO_QUORUM' })
    const timeout = await failure(other.acquire({ waitMs: 60 }))
    expect(timeout).toMatchObject({ code: 'LOCK_TIMEOUT', cause: { code: 'NO_QUORUM' } })
    expect(events.filter(({ type }) => type === 'trouble')).not.toEqual([])
  })
})

function connect(server: RealServer): Redis {
  const client = new Redis(server.url, { maxRetriesPerRequest: 1 })
  client.on('error', () => {})
  return client
}
