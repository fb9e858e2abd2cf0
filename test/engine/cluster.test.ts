import { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, EngineChoiceError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { eventually } from '../support/eventually.js'
import { type Cluster as RealCluster, redisServerPath, startCluster } from '../support/servers.js'

describe.skipIf(redisServerPath() === undefined)('a URL of one node of a cluster', () => {
  let cluster: RealCluster
  let engine: Engine
  let url: string
  beforeAll(async () => {
    cluster = await startCluster(3)
    url = `redis://127.0.0.1:${cluster.nodes[1]!.port}`
    engine = await openEngine({ engine: 'auto', url, env: {} })
  })
  afterAll(async () => {
    await engine.close()
    await cluster.close()
  })

  it('is found to be a cluster, which lacks nothing', () => {
    expect(engine).toMatchObject({ kind: 'external', cluster: true, address: url, lacks: [] })
  })

  it('gives connections that reach every slot', async () => {
    const connection = await engine.connect('one')
    expect(connection).toBeInstanceOf(Cluster)
    for (const key of ['a', 'b', 'c', 'd']) expect(await connection.set(`engine-test:${key}`, key)).toBe('OK')
  })

  it('refuses a database, of which a cluster has one', async () => {
    await expect(openEngine({ engine: 'auto', url: `${url}/1`, env: {} })).rejects.toThrow(EngineChoiceError)
  })

  it('is not lost with one of its nodes, but cannot be opened without all of its slots', async () => {
    const watch = new Redis(cluster.nodes[0]!.port)
    process.kill(cluster.nodes[2]!.pid, 'SIGKILL')
    await eventually(
      'its failure is known',
      async () => /cluster_state:fail/.test(await clusterInfo(watch)),
      15_000,
    )
    watch.disconnect()
    expect(await (await engine.connect('two')).ping()).toBe('PONG')
    expect(await Promise.race([engine.lost, Promise.resolve('still there')])).toBe('still there')
    const refusal = openEngine({ engine: 'auto', url, env: {} })
    await expect(refusal).rejects.toThrow(`the cluster at ${url} is down`)
  })

  it('is lost when every node is gone', async () => {
    const connection = await engine.connect('three')
    const waiting = connection.blpop('engine-test:none', 0)
    waiting.catch(() => {})
    await cluster.close()
    expect((await engine.lost).message).toBe(`lost the connection to ${url}`)
    const error = await waiting.catch((reason: unknown) => reason)
    expect(await engine.explain(error)).toBe(await engine.lost)
  })
})

async function clusterInfo(redis: Redis): Promise<string> {
  return String(await redis.call('CLUSTER', 'INFO'))
}
