import { Redis } from 'ioredis'
import { afterEach, beforeEach } from 'vitest'
import { eventually } from '../../support/eventually.js'
import { startRealServer } from '../../support/servers.js'
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js'

/** A server, a client straight to it, and one over a way that can be broken. */
export interface Way {
  direct: Redis
  /** Connects again by itself, as clients do. */
  far: Redis
  proxy: TcpProxy
  /** Resolves when as many listen to the channel, as the server counts. */
  listeners(channel: string, count: number): Promise<void>
}

export interface OpenWay extends Way {
  close(): Promise<void>
}

export async function openWay(): Promise<OpenWay> {
  const server = await startRealServer()
  const proxy = await startTcpProxy(server.port)
  const direct = new Redis(server.url)
  const far = new Redis(proxy.url, { retryStrategy: () => 10, maxRetriesPerRequest: null })
  far.on('error', () => {}) // It is cut off on purpose.
  return {
    direct,
    far,
    proxy,
    async listeners(channel, count) {
      const listening = async () => Number((await direct.pubsub('NUMSUB', channel))[1])
      await eventually(`${count} listen to ${channel}`, async () => (await listening()) === count, 10_000)
    },
    async close() {
      direct.disconnect()
      far.disconnect()
      await proxy.close()
      await server.close()
    },
  }
}

/** Within a `describe`: a way for each of its tests. */
export function wayForEach(): Way {
  let way: OpenWay
  beforeEach(async () => {
    way = await openWay()
  })
  afterEach(() => way.close())
  return {
    get direct() {
      return way.direct
    },
    get far() {
      return way.far
    },
    get proxy() {
      return way.proxy
    },
    listeners: (channel, count) => way.listeners(channel, count),
  }
}
