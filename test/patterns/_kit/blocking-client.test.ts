import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BlockingClient, isReply } from '../../../src/patterns/_kit/blocking-client.js'
import { eventually } from '../../support/eventually.js'
import { type RealServer, startRealServer } from '../../support/servers.js'
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js'
import { freshName, hasRealServer, onEveryServer } from '../support/servers.js'

onEveryServer('a client for commands that wait', (redis) => {
  let waiting: BlockingClient
  beforeEach(() => {
    waiting = new BlockingClient(redis(), 5_000)
  })
  afterEach(() => waiting.close())

  it("waits on a connection of its own, with the caller's prefix, while the caller's goes on", async () => {
    const list = freshName()
    const popped = waiting.run((client) => client.blpop(list, 5))
    await redis().rpush(list, 'a')
    expect((await popped)?.[1]).toBe('a')
  })

  it('fails at once when it is closed, and always after that', async () => {
    const popped = waiting.run((client) => client.blpop(freshName(), 5))
    waiting.close()
    await expect(popped).rejects.toThrow('aborted')
    await expect(waiting.run((client) => client.ping())).rejects.toThrow('aborted')
  })

  it('passes on what the server answers, and keeps its connection', async () => {
    const key = freshName()
    await redis().set(key, 'text')
    const error: unknown = await waiting.run((client) => client.blpop(key, 1)).catch((why: unknown) => why)
    expect(isReply(error)).toBe(true)
  })
})

describe.skipIf(!hasRealServer)('a client for commands that wait, whose connection breaks', () => {
  let server: RealServer
  let proxy: TcpProxy
  let redis: Redis
  beforeEach(async () => {
    server = await startRealServer()
    proxy = await startTcpProxy(server.port)
    redis = new Redis(proxy.url)
    redis.on('error', () => {})
  })
  afterEach(async () => {
    redis.disconnect()
    await proxy.close()
    await server.close()
  })

  async function blocked(): Promise<void> {
    const direct = new Redis(server.url)
    await eventually('it waits', async () => (await direct.info('clients')).includes('blocked_clients:1'))
    direct.disconnect()
  }

  it('fails, sends nothing again, and connects anew for the next command', async () => {
    const waiting = new BlockingClient(redis, 5_000)
    const popped = waiting.run((client) => client.blpop('list', 5)).catch((error: unknown) => error)
    await blocked()
    proxy.cut()
    expect(isReply(await popped)).toBe(false)
    await eventually('the caller is back', () => redis.status === 'ready')
    await redis.rpush('list', 'a')
    expect(await waiting.run((client) => client.blpop('list', 5))).toEqual(['list', 'a'])
    waiting.close()
  })

  it("outwaits the caller's command timeout, but not a connection that has fallen silent", async () => {
    const hurried = new Redis(proxy.url, { commandTimeout: 50, lazyConnect: true })
    const waiting = new BlockingClient(hurried, 100)
    expect(await waiting.run((client) => client.blpop('none', 0.1))).toBeNull()
    const popped = waiting.run((client) => client.blpop('none', 0.1))
    proxy.freeze()
    await expect(popped).rejects.toThrow()
    waiting.close()
  })
})
