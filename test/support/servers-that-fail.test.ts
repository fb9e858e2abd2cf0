import { Cluster as ClusterClient, Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { startDurableServer } from './durable-server.js'
import { redisServerPath, startCluster } from './servers.js'
import { workerProgram } from './worker.js'
import { isAlive } from './processes.js'

const missing = redisServerPath() === undefined

describe.skipIf(missing)('startDurableServer', () => {
  it('has the same data after a restart', async () => {
    const server = await startDurableServer()
    const redis = new Redis(server.url)
    redis.on('error', () => {})
    await redis.set('a', '1')
    await server.stop()
    await server.start()
    expect(await redis.get('a')).toBe('1')
    redis.disconnect()
    await server.close()
  })
})

describe.skipIf(missing)('killMasterOf', () => {
  it('lets the replica take over', async () => {
    const cluster = await startCluster(3, 1)
    const client = new ClusterClient(cluster.nodes)
    await client.set('a', '1')
    await client.wait(1, 1_000)
    await cluster.killMasterOf('a')
    expect(await client.get('a')).toBe('1')
    client.disconnect()
    await cluster.close()
  })
})

describe('workerProgram', () => {
  it('runs a TypeScript file as a process that can be stopped and killed', async () => {
    const program = await workerProgram('test/support/fixtures/echo.ts')
    const worker = program.start('hello')
    expect(await worker.next()).toEqual(['hello'])
    worker.stop()
    worker.send('while it stands still')
    worker.resume()
    expect(await worker.next()).toBe('while it stands still')
    await worker.kill()
    expect(isAlive(worker.pid)).toBe(false)
    await expect(worker.next()).rejects.toThrow('the worker ended')
    await program.close()
  })
})
