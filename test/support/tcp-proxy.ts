import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server on loopback that can be broken: what a lost network looks like to a client. */
export interface TcpProxy {
  readonly port: number
  readonly url: string
  /** How many connections go through it now. */
  readonly connections: number
  /** Cuts every connection. New ones are let through at once. */
  cut(): void
  /** Cuts every connection and refuses new ones, until `restore`. */
  refuse(): void
  /** Passes nothing on, in either direction, but leaves connections open, until `restore`. */
  freeze(): void
  restore(): void
  close(): Promise<void>
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let state: 'open' | 'refusing' | 'frozen' = 'open'

  const server = createServer((near) => {
    if (state === 'refusing') return near.destroy()
    const far = connect(targetPort, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => to.write(chunk))
      from.on('error', () => {}) // Its end is what counts.
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
    }
    if (state === 'frozen') for (const socket of pair) socket.pause()
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get connections() {
      return pairs.size
    },
    cut,
    refuse() {
      state = 'refusing'
      cut()
    },
    freeze() {
      state = 'frozen'
      for (const pair of pairs) for (const socket of pair) socket.pause()
    },
    restore() {
      state = 'open'
      for (const pair of pairs) for (const socket of pair) socket.resume()
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
