import { Cluster } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventStream } from '../../../src/patterns/stream/index.js'
import { startCluster, type Cluster as Nodes } from '../../support/cluster.js'
import { hasRealServer } from '../support/servers.js'
import { nextEvents, takeMany } from './support.js'

const MISSING = hasRealServer ? '' : ' (skipped: no redis-server on the PATH)'

describe.skipIf(!hasRealServer)(`a stream whose master is killed${MISSING}`, () => {
  let nodes: Nodes
  let redis: Cluster
  beforeAll(async () => {
    nodes = await startCluster(3, 1)
    redis = new Cluster(nodes.nodes)
  }, 30_000)
  afterAll(async () => {
    redis.disconnect()
    await nodes.close()
  })

  it('is read on from its replica, by a tail and by a group, and nothing is missed', async () => {
    const orders = new EventStream<number>(redis, { name: 'orders' })
    const [tail, consumer] = [orders.tail({ from: 'start' }), orders.group('g', { claimIdleMs: 60_000 })]
    await orders.appendMany([1, 2])
    expect(await nextEvents(tail, 2)).toEqual([1, 2])
    const before = await takeMany(consumer, 2)
    before[0]!.ack()
    await consumer.flush()
    await redis.wait(1, 5_000)
    const next = [nextEvents(tail, 2), takeMany(consumer, 2)] as const
    await nodes.killMasterOf(orders.key)
    await orders.appendMany([3, 4])
    expect(await next[0]).toEqual([3, 4])
    expect((await next[1]).map(({ event }) => event)).toEqual([3, 4])
    before[1]!.ack()
    for (const delivery of await next[1]) delivery.ack()
    await consumer.flush()
    expect((await consumer.pending()).count).toBe(0)
    await orders.close()
  }, 60_000)
})
