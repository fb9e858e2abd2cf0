import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BlockingClient, isReply } from '../../../src/patterns/_kit/blocking-client.js'
import { eventually } from '../../support/eventually.js'
import { freshName, hasRealServer, onEveryServer } from '../support/servers.js'
import { wayForEach } from '../support/way.js'

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
  const way = wayForEach()

  async function blocked(): Promise<void> {
    const clients = () => way.direct.info('clients')
    await eventually('it waits', async () => (await clients()).includes('blocked_clients:1'))
  }

  it('fails, sends nothing again, and connects anew for the next command', async () => {
    const waiting = new BlockingClient(way.far, 5_000)
    const popped = waiting.run((client) => client.blpop('list', 5)).catch((error: unknown) => error)
    await blocked()
    way.proxy.cut()
    expect(isReply(await popped)).toBe(false)
    await eventually('the caller is back', () => way.far.status === 'ready')
    await way.far.rpush('list', 'a')
    expect(await waiting.run((client) => client.blpop('list', 5))).toEqual(['list', 'a'])
    waiting.close()
  })

  it("outwaits the caller's command timeout, but not a connection that has fallen silent", async () => {
    const hurried = new Redis(way.proxy.url, { commandTimeout: 50, lazyConnect: true })
    const waiting = new BlockingClient(hurried, 100)
    expect(await waiting.run((client) => client.blpop('none', 0.1))).toBeNull()
    const popped = waiting.run((client) => client.blpop('none', 0.1))
    way.proxy.freeze()
    await expect(popped).rejects.toThrow()
    waiting.close()
  })
})
