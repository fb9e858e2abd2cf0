import { Redis } from 'ioredis'
import { eventually } from '../../../support/eventually.js'
import { startRealServer } from '../../../support/servers.js'
import { startTcpProxy } from '../../../support/tcp-proxy.js'

/** A server, a client straight to it, and one over a way that can be broken. */
export interface Way {
  direct: Redis
  /** Connects again by itself, as clients do. */
  far: Redis
  proxy: Awaited<ReturnType<typeof startTcpProxy>>
  /** Resolves when as many listen to the channel, as the server counts. */
  listeners(channel: string, count: number): Promise<void>
  close(): Promise<void>
}

export async function openWay(): Promise<Way> {
  const server = await startRealServer()
  const proxy = await startTcpProxy(server.port)
  const direct = new Redis(server.url)
  const far = new Redis(proxy.url, { retryStrategy: () => 10, maxRetriesPerRequest: null, protocol: 2 })
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
