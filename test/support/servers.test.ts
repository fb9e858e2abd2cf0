import { Redis, Cluster as ClusterClient } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { redisServerPath, startCluster, startRealServer } from './servers.js'

const missing = redisServerPath() === undefined

describe.skipIf(missing)('startRealServer', () => {
  it('gives a server that answers and is gone after close', async () => {
    const server = await startRealServer()
    const redis = new Redis(server.url)
    expect(await redis.ping()).toBe('PONG')
    expect(await redis.config('GET', 'save')).toEqual(['save', ''])
    redis.disconnect()
    await server.close()
    expect(() => process.kill(server.pid, 0)).toThrow('ESRCH')
  })
})

describe.skipIf(missing)('startCluster', () => {
  it('gives masters that hold every slot, and replicas that follow them', async () => {
    const cluster = await startCluster(3, 1)
    const client = new ClusterClient(cluster.nodes)
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(await client.set(key, '1')).toBe('OK')
    expect(client.nodes('master')).toHaveLength(3)
    expect(client.nodes('slave')).toHaveLength(3)
    client.disconnect()
    await cluster.close()
  })
})
