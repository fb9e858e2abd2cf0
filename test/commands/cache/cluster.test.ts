import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventsOf, runCli } from '../../support/cli.js'
import { type Cluster, redisServerPath, startCluster } from '../../support/servers.js'

const noServer = redisServerPath() === undefined

describe.skipIf(noServer)(`on a cluster${noServer ? ' (skipped: no redis-server on the PATH)' : ''}`, () => {
  let cluster: Cluster
  beforeAll(async () => void (cluster = await startCluster()))
  afterAll(() => cluster.close())

  const play = () => {
    const { host, port } = cluster.nodes[0]!
    const url = `redis://${host}:${port}`
    return runCli(['cache', '--json', '--callers', '40', '--url', url])
  }
  const keysLeft = async () => {
    const left = await Promise.all(
      cluster.nodes.map(async (node) => {
        const redis = new Redis(node)
        const keys = await redis.keys('*')
        redis.disconnect()
        return keys
      }),
    )
    return left.flat()
  }

  test('every verdict holds, the same run gives the same bytes, and no key is left', async () => {
    const [first, again] = [await play(), await play()]
    const failed = eventsOf(first.stdout).filter((event) => event.type === 'verdict' && !event.holds)
    expect([first.code, first.stderr, failed]).toEqual([0, '', []])
    expect(again.stdout).toBe(first.stdout)
    expect(await keysLeft()).toEqual([])
  })

  test('entries lie on all nodes, for each has a slot of its own', async () => {
    const wires = eventsOf((await play()).stdout).filter((event) => event.type === 'wire')
    const slots = wires.flatMap(({ slot }) => (slot === undefined ? [] : [slot]))
    expect(new Set(slots.map((slot) => Math.floor(slot / 5462))).size).toBe(3)
  })
})
