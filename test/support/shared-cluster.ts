import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { type Cluster, startCluster } from './cluster.js'

export interface ClusterBroker {
  port: number
  close(): Promise<void>
}

type Nodes = Cluster['nodes']

/** Lends one cluster (3 masters, 1 replica each) to all test files. It is started for the first that asks. */
export async function startClusterBroker(): Promise<ClusterBroker> {
  let cluster: Promise<Cluster> | undefined
  const server = createServer((socket) => {
    cluster ??= startCluster(3, 1)
    cluster.then(
      ({ nodes }) => socket.end(JSON.stringify(nodes)),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    )
    socket.on('error', () => {}) // Who asked has gone.
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close()
      await (await cluster?.catch(() => undefined))?.close()
    },
  }
}

/** The nodes of the shared cluster. Whoever uses it must use names of their own, and stop no node. */
export async function borrowCluster(brokerPort: number): Promise<Nodes> {
  const socket = connect(brokerPort, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  await once(socket, 'end')
  const answer = JSON.parse(text) as Nodes | { error: string }
  if ('error' in answer) throw new Error(answer.error)
  return answer
}
