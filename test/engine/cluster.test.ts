import { Cluster } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, EngineChoiceError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
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

  it('is not lost with one of its nodes', async () => {
    process.kill(cluster.nodes[2]!.pid, 'SIGKILL')
    const connection = await engine.connect('two')
    expect(await connection.get('engine-test:a')).toBe('a')
    expect(await Promise.race([engine.lost, Promise.resolve('still there')])).toBe('still there')
  })

  it('is lost when every node is gone', async () => {
    const connection = await engine.connect('two')
    const waiting = connection.blpop('nothing', 0)
    waiting.catch(() => {})
    await cluster.close()
    expect((await engine.lost).message).toBe(`lost the connection to ${url}`)
    const error = await waiting.catch((reason: unknown) => reason)
    expect(await engine.explain(error)).toBe(await engine.lost)
  })
})
