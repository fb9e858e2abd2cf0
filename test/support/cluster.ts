import clusterKeySlot from 'cluster-key-slot'
import { Redis } from 'ioredis'
import { freeClusterPort } from './ports.js'
import { type RealServer, startOn } from './real-server.js'

export interface Cluster {
  nodes: { host: string; port: number; pid: number }[]
  /** SIGKILL for the master that holds a key. Resolves when its replica has taken over, and all nodes know. */
  killMasterOf(key: string): Promise<void>
  close(): Promise<void>
}

const SLOTS = 16_384
const NODE_SETTINGS = [
  ['--cluster-enabled', 'yes'],
  ['--cluster-node-timeout', '2000'],
  ['--repl-diskless-sync-delay', '0'],
  ['--repl-ping-replica-period', '1'], // A replica is listed only after the first ping.
].flat()

/** A genuine cluster on loopback: the masters first, then `replicas` for each. Every node says that the cluster is ok. */
export async function startCluster(masters = 3, replicas = 0): Promise<Cluster> {
  const servers = await startNodes(masters * (1 + replicas))
  const nodes = servers.map(({ port, pid }) => ({ host: '127.0.0.1', port, pid }))
  const clients = nodes.map((node) => new Redis(node.port, { enableReadyCheck: false }))
  await join(clients, masters)
  for (const client of clients) client.disconnect()
  return {
    nodes,
    killMasterOf: (key) => killMasterOf(key, servers),
    close: async () => void (await Promise.all(servers.map((server) => server.close()))),
  }
}

async function killMasterOf(key: string, servers: RealServer[]): Promise<void> {
  const clients = servers.map((server) => new Redis(server.port, { enableReadyCheck: false }))
  for (const client of clients) client.on('error', () => {}) // One of them is about to go.
  const slot = clusterKeySlot(key)
  const owner = await masterPort(clients[0]!, slot)
  await servers.find(({ port }) => port === owner)!.close()
  const left = clients.filter(({ options }) => options.port !== owner)
  await Promise.all(left.map((client) => until(async () => (await masterPort(client, slot)) !== owner)))
  await Promise.all(
    left.map((client) => until(async () => (await info(client)).includes('cluster_state:ok'))),
  )
  for (const client of clients) client.disconnect()
}

async function masterPort(client: Redis, slot: number): Promise<number> {
  const ranges = (await client.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][]
  return ranges.find(([first, last]) => first <= slot && slot <= last)![2][1]
}

async function join(clients: Redis[], masters: number): Promise<void> {
  await Promise.all(clients.map((client, index) => client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)))
  await Promise.all(clients.slice(0, masters).map((client, index) => takeSlots(client, index, masters)))
  const first = clients[0]!
  for (const { options } of clients.slice(1)) await first.call('CLUSTER', 'MEET', '127.0.0.1', options.port!)
  await Promise.all(clients.map((client) => until(() => knows(client, clients.length))))
  await Promise.all(clients.slice(masters).map((client, index) => follow(client, clients[index % masters]!)))
  const members = clients.length / masters
  await Promise.all(clients.map((client) => until(() => isReady(client, members))))
}

function takeSlots(client: Redis, index: number, masters: number): Promise<unknown> {
  const from = Math.floor((SLOTS * index) / masters)
  const to = Math.floor((SLOTS * (index + 1)) / masters) - 1
  return client.call('CLUSTER', 'ADDSLOTSRANGE', from, to)
}

async function follow(client: Redis, master: Redis): Promise<void> {
  await client.call('CLUSTER', 'REPLICATE', String(await master.call('CLUSTER', 'MYID')))
  await until(async () => (await client.info('replication')).includes('master_link_status:up'))
}

async function knows(client: Redis, count: number): Promise<boolean> {
  return (await info(client)).includes(`cluster_known_nodes:${count}\r`)
}

/** Also knows the replicas of every slot range: their masters learn of them before the others do. */
async function isReady(client: Redis, members: number): Promise<boolean> {
  const ranges = (await client.call('CLUSTER', 'SLOTS')) as unknown[][]
  const complete = ranges.every(([, , ...nodes]) => nodes.length === members)
  return complete && (await info(client)).includes('cluster_state:ok')
}

async function info(client: Redis): Promise<string> {
  return String(await client.call('CLUSTER', 'INFO'))
}

/** Asks again and again: the nodes tell each other by gossip, and nothing announces the end of it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

async function startNodes(count: number): Promise<RealServer[]> {
  return Promise.all(Array.from({ length: count }, startNode))
}

async function startNode(): Promise<RealServer> {
  const server = await startOn(await freeClusterPort(), NODE_SETTINGS)
  return server === 'port taken' ? startNode() : server
}
