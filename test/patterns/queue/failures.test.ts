import clusterKeySlot from 'cluster-key-slot'
import { Cluster as ClusterClient, Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Queue, type QueueEvent } from '../../../src/patterns/queue/index.js'
import { type DurableServer, startDurableServer } from '../../support/durable-server.js'
import { eventually } from '../../support/eventually.js'
import { startCluster } from '../../support/servers.js'
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js'
import { freshName, hasRealServer, onRealServer } from '../support/servers.js'

const numbers = (count: number, first = 0) =>
  Array.from({ length: count }, (_, i) => ({ payload: first + i, id: `job-${first + i}` }))

onRealServer('a script cache that is emptied in mid-work', (redis) => {
  it('costs round trips, and no job', async () => {
    const queue = new Queue<number>(redis(), { name: freshName() })
    const done = new Set<number>()
    await queue.addMany(numbers(500))
    queue.work(
      async ({ payload }) => {
        if (payload % 50 === 25) await redis().script('FLUSH')
        done.add(payload)
      },
      { concurrency: 10 },
    )
    await vi.waitFor(() => expect(done.size).toBe(500))
    await vi.waitFor(async () => expect(await queue.stats()).toMatchObject({ active: 0, waiting: 0 }))
    await queue.close()
  })
})

onRealServer('a wake-up that is lost', (redis) => {
  it('costs a short time, and no job', async () => {
    const name = freshName()
    const queue = new Queue<number>(redis(), { name, leaseMs: 300 })
    const thief = redis().duplicate()
    const stolen = thief.blpop(`{${name}}:wake`, 10)
    await eventually('it waits', async () => (await redis().info('clients')).includes('blocked_clients:1'))
    const done: number[] = []
    queue.work(({ payload }) => void done.push(payload))
    await eventually('both wait', async () => (await redis().info('clients')).includes('blocked_clients:2'))
    await queue.add(1)
    expect((await stolen)?.[0]).toContain('wake')
    await vi.waitFor(() => expect(done).toEqual([1]), 3_000)
    thief.disconnect()
    await queue.close()
  })
})

describe.skipIf(!hasRealServer)('a worker whose server is lost', () => {
  let server: DurableServer
  let proxy: TcpProxy
  let redis: Redis
  let queue: Queue<number>
  let events: QueueEvent[]
  const done = new Set<number>()

  beforeEach(async () => {
    server = await startDurableServer()
    proxy = await startTcpProxy(server.port)
    redis = new Redis(proxy.url, { retryStrategy: () => 20, maxRetriesPerRequest: null })
    redis.on('error', () => {})
    events = []
    done.clear()
    queue = new Queue<number>(redis, {
      name: freshName(),
      leaseMs: 500,
      onEvent: (event) => events.push(event),
    })
  })
  afterEach(async () => {
    await queue.close({ timeoutMs: 0 })
    redis.disconnect()
    await proxy.close()
    await server.close()
  })

  const work = () => queue.work(({ payload }) => void done.add(payload), { concurrency: 5 })
  const allDone = (count: number) => vi.waitFor(() => expect(done.size).toBe(count), 10_000)

  it('goes on when the server is back, with all jobs that it had answered for', async () => {
    work()
    await queue.addMany(numbers(100))
    await server.stop()
    const added = queue.addMany(numbers(100, 100))
    await server.start()
    await added
    await allDone(200)
  })

  it('goes on when its connections are cut, again and again', async () => {
    work()
    for (let round = 0; round < 5; round++) {
      const added = queue.addMany(numbers(40, 40 * round))
      proxy.cut()
      await added
    }
    await allDone(200)
    await eventually('nothing is left', async () => {
      const { waiting, active } = await queue.stats()
      return waiting + active === 0
    })
  })

  it('while idle, wakes again for what comes after its waiting connection was cut', async () => {
    work()
    await idle()
    proxy.cut()
    await queue.addMany(numbers(1))
    await allDone(1)
    expect(events.map(({ type }) => type)).toContain('error')
  })

  it('aborts its handlers when it cannot renew their leases in time, though nobody says that they are lost', async () => {
    let signal: AbortSignal | undefined
    queue.work((_job, context) => new Promise<void>(() => (signal = context.signal)))
    await queue.addMany(numbers(1))
    await vi.waitFor(() => expect(signal).toBeDefined())
    proxy.freeze()
    await vi.waitFor(() => expect(signal?.aborted).toBe(true), 5_000)
    expect(signal?.reason).toMatchObject({ code: 'LEASE_LOST' })
    proxy.restore()
  })

  it('can be closed while the server is away, and leaves nothing open', async () => {
    const worker = work()
    await idle()
    proxy.refuse()
    await worker.close({ timeoutMs: 50 })
    redis.disconnect()
    proxy.restore()
    await eventually('nobody is connected', () => proxy.connections === 0)
  })

  it('may add a job again whose answer was lost, by its id', async () => {
    const name = freshName()
    const doomed = new Redis(server.url)
    const producer = new Queue<number>(doomed, { name })
    await producer.add(0)
    doomed.client('REPLY', 'SKIP').catch(() => {}) // The server will answer neither this nor the next command.
    const unheard = producer.add(1, { id: 'one' })
    const again = new Queue<number>(redis, { name })
    await eventually('it is added', async () => (await again.stats()).waiting === 2)
    doomed.disconnect()
    await expect(unheard).rejects.toThrow()
    expect(await again.add(1, { id: 'one' })).toEqual({ added: false, id: 'one', state: 'waiting' })
    expect(await again.stats()).toMatchObject({ waiting: 2 })
  })

  async function idle(): Promise<void> {
    const direct = new Redis(server.url)
    await eventually('it waits', async () => (await direct.info('clients')).includes('blocked_clients:1'))
    direct.disconnect()
  }
})

describe.skipIf(!hasRealServer)('a queue on a cluster whose master dies', () => {
  it('does each job at least once that had reached the replica, and its worker goes on by itself', async () => {
    const cluster = await startCluster(3, 1)
    const client = new ClusterClient(cluster.nodes)
    client.on('error', () => {})
    const queue = new Queue<number>(client, { name: 'failover', leaseMs: 1_000 })
    const done = new Set<number>()
    const held = new Set<() => void>()
    let isHeld = true
    queue.work(
      async ({ payload }) => {
        if (isHeld) await new Promise<void>((go) => held.add(go))
        done.add(payload)
      },
      { concurrency: 10 },
    )
    await addAndWait(client)
    await vi.waitFor(() => expect(held.size).toBe(10))
    await cluster.killMasterOf('{failover}')
    isHeld = false
    for (const go of held) go()
    await vi.waitFor(() => expect(done.size).toBe(100), 15_000)
    await queue.addMany(numbers(10, 100))
    await vi.waitFor(() => expect(done.size).toBe(110), 15_000)
    await queue.close()
    client.disconnect()
    await cluster.close()
  }, 40_000)

  /** WAIT is about the writes of its own connection. */
  async function addAndWait(client: ClusterClient): Promise<void> {
    await client.ping()
    const [master = ''] = client.slots[clusterKeySlot('{failover}')] as string[]
    const direct = new Redis(`redis://${master}`)
    await new Queue<number>(direct, { name: 'failover' }).addMany(numbers(100))
    expect(await direct.wait(1, 5_000)).toBe(1)
    direct.disconnect()
  }
})
