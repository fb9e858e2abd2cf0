import { Cluster as ClusterClient } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FencedValue, Lock } from '../../../src/patterns/lock/index.js'
import { type Cluster, startCluster } from '../../support/servers.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { LONG_MS, waiting } from './fresh-lock.js'

describe.skipIf(!hasRealServer)('a lock on a cluster whose master dies', () => {
  let cluster: Cluster
  let redis: ClusterClient
  beforeAll(async () => {
    cluster = await startCluster(3, 1)
    redis = new ClusterClient(cluster.nodes)
    redis.on('error', () => {})
  })
  afterAll(async () => {
    redis.disconnect()
    await cluster.close()
  })

  it('goes on to those who waited, and of two holders only the later one can write', async () => {
    const name = freshName()
    const lock = new Lock(redis, { name, ttlMs: LONG_MS, claimMs: 200 })
    const resource = new FencedValue(redis, { name: `resource-${name}` })
    const before = await lock.acquire()
    const turns = [1, 2].map(() => lock.acquire({ waitMs: 30_000 }))
    await waiting(lock, 2)

    await cluster.killMasterOf(lock.key)
    await redis.del(lock.key, `${lock.key}:fence`) // As if the replica had not heard of the lease in time.

    const order = await Promise.all(
      turns.map(async (turn) => {
        const lease = await turn
        expect(lease.fencingToken).toBeGreaterThan(before.fencingToken)
        expect(await resource.set(lease.token, lease.fencingToken)).toBe(true)
        await lease.release()
        return lease
      }),
    )
    const last = order.toSorted((a, b) => a.fencingToken - b.fencingToken).at(-1)!
    expect(await resource.set('of the first holder', before.fencingToken)).toBe(false)
    expect(await resource.get()).toBe(last.token)
    expect(await before.release()).toBe(false)
    await lock.close()
  })
})
