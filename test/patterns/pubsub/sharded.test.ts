import clusterKeySlot from 'cluster-key-slot'
import { Cluster as ClusterClient, Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PatternError, Topic, Topics } from '../../../src/patterns/pubsub/index.js'
import { type Cluster, startCluster } from '../../support/servers.js'
import { freshName, hasRealServer, onAnyServer, onEveryServer } from '../support/servers.js'
import { range } from './support/contenders.js'
import { soon } from './support/soon.js'

const SHARDED = { sharded: true, outbox: { maxLen: 1_000 } } as const

onEveryServer('a sharded topic', (redis) => {
  it('gives every subscriber every message, and counts them all', async () => {
    await using topics = new Topics<number>(redis(), SHARDED)
    const names = [freshName(), freshName(), freshName(), freshName()]
    const heard: string[] = []
    for (const name of names) {
      await topics.topic(name).subscribe(({ topic, seq }) => heard.push(`${topic} ${seq}`))
      expect(await topics.publish(name, 1)).toMatchObject({ seq: 1, receivers: 1 })
    }
    await soon(() => expect(heard.toSorted()).toEqual(names.map((name) => `${name} 1`).toSorted()))
  })

  it('has no patterns', async () => {
    await using topics = new Topics(redis(), SHARDED)
    await expect(topics.subscribe('*', () => {})).rejects.toThrow('sharded channels have no patterns')
  })
})

onAnyServer('a server without sharded channels', (redis) => {
  it('is named as the reason', async () => {
    const old = redis().duplicate()
    vi.spyOn(old, 'call').mockResolvedValue([null]) // COMMAND INFO knows of none.
    await using topic = new Topic(old, { name: freshName(), ...SHARDED })
    const message = expect.objectContaining({ code: 'NO_SHARDED_CHANNELS' })
    await expect(topic.publish(1)).rejects.toEqual(message)
    await expect(topic.subscribe(() => {})).rejects.toBeInstanceOf(PatternError)
    old.disconnect()
  })
})

describe.skipIf(!hasRealServer)('a sharded topic whose slot moves to another node', () => {
  let cluster: Cluster
  let client: ClusterClient
  beforeAll(async () => {
    cluster = await startCluster(3, 1)
    client = new ClusterClient(cluster.nodes, { clusterRetryStrategy: () => 20 })
    client.on('error', () => {}) // A node is killed on purpose.
  })
  afterAll(async () => {
    client.disconnect()
    await cluster.close()
  })

  const follow = async (name: string) => {
    const heard: number[] = []
    const topic = new Topic<number>(client, { name, ...SHARDED })
    await topic.subscribe(({ value }) => heard.push(value), { onGap: (gap) => heard.push(-gap.missed) })
    for (const message of range(1, 10)) await topic.publish(message)
    await soon(() => expect(heard).toEqual(range(1, 10)))
    return { topic, heard }
  }

  it('follows it when it is migrated, and misses nothing', async () => {
    const { topic, heard } = await follow(freshName())
    await migrate(cluster, `{${topic.name}}`)
    for (const message of range(11, 30)) await topic.publish(message)
    await soon(() => expect(heard).toEqual(range(1, 30)))
    await topic.close()
  })

  it('follows it to the replica that takes over, and misses nothing', async () => {
    const { topic, heard } = await follow(freshName())
    await client.wait(1, 5_000)
    await cluster.killMasterOf(`{${topic.name}}`)
    for (const message of range(11, 30)) await topic.publish(message)
    await soon(() => expect(heard).toEqual(range(1, 30)))
    await topic.close()
  })
})

/** Moves the slot of a key, with all its keys, to another master. */
async function migrate({ nodes }: Cluster, key: string): Promise<void> {
  const slot = clusterKeySlot(key)
  const masters = nodes.slice(0, 3).map(({ port }) => new Redis(port))
  const ids = await Promise.all(masters.map(async (node) => String(await node.call('CLUSTER', 'MYID'))))
  const counts = await Promise.all(masters.map((node) => node.call('CLUSTER', 'COUNTKEYSINSLOT', slot)))
  const from = counts.findIndex((count) => Number(count) > 0)
  const to = (from + 1) % 3
  const [source, target] = [masters[from]!, masters[to]!]
  await target.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', ids[from]!)
  await source.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', ids[to]!)
  const keys = (await source.call('CLUSTER', 'GETKEYSINSLOT', slot, 100)) as string[]
  await source.call('MIGRATE', '127.0.0.1', String(target.options.port), '', 0, 5_000, 'KEYS', ...keys)
  for (const node of [target, source, ...masters])
    await node.call('CLUSTER', 'SETSLOT', slot, 'NODE', ids[to]!)
  for (const node of masters) node.disconnect()
}
