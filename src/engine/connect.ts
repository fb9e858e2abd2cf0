import type { ClusterOptions, RedisOptions } from 'ioredis'
import type { Connection } from './engine.js'
import { Cluster, Redis } from './ioredis.js'
import type { Target } from './target.js'

const CONNECT_TIMEOUT_MS = 3_000

/** Opens a connection that is ready to use. Rejects with what the network or the server said. */
export async function connectTo(target: Target, name: string, signal?: AbortSignal): Promise<Redis> {
  const retry = oneRetry()
  const redis = new Redis({ ...nodeOptions(target, name), ...place(target), retryStrategy: retry.strategy })
  return opened(redis, retry, signal)
}

/** The same for a cluster, of which the target is one node. */
export async function connectToCluster(target: Target, name: string, signal?: AbortSignal): Promise<Cluster> {
  const retry = oneRetry()
  const cluster = new Cluster([place(target)], {
    lazyConnect: true,
    // A command says better than a ready check what a cluster in trouble cannot do.
    enableReadyCheck: false,
    clusterRetryStrategy: retry.strategy,
    slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
    redisOptions: nodeOptions(target, name),
    ...(target.tls && { dnsLookup: keepName }),
  })
  return opened(cluster, retry, signal)
}

/** A certificate names the host, so the name must not become an address before TLS has seen it. */
const keepName: NonNullable<ClusterOptions['dnsLookup']> = (host, done) => done(null, host)

async function opened<T extends Connection>(
  connection: T,
  retry: OneRetry,
  signal?: AbortSignal,
): Promise<T> {
  let said: Error | undefined
  // Without a listener Node would end the process. What matters rejects commands or ends the connection.
  connection.on('error', (error: Error) => (said = error))
  signal?.addEventListener('abort', () => connection.disconnect())
  try {
    await Promise.race([connection.connect(), ended(connection)])
    if (said !== undefined) throw said // A refused SELECT is an event only.
  } catch (error) {
    connection.disconnect()
    throw said ?? error
  }
  retry.allow()
  return connection
}

/** The promise of a cluster client stays pending when it finds no node that it can use. */
function ended(connection: Connection): Promise<never> {
  return new Promise((_, reject) => {
    connection.once('end', () => reject(new Error('Connection is closed.')))
  })
}

interface OneRetry {
  strategy: (times: number) => number | null
  allow(): void
}

/**
 * A connection that was open may be opened again, once and at once: servers close idle ones. If that fails the
 * server is gone. The first time there is no second try: the person should hear of it now.
 */
function oneRetry(): OneRetry {
  let allowed = false
  return { strategy: (times) => (allowed && times === 1 ? 0 : null), allow: () => void (allowed = true) }
}

function place(target: Target): Pick<RedisOptions, 'path' | 'host' | 'port'> {
  return target.path === undefined ? { host: target.host, port: target.port } : { path: target.path }
}

function nodeOptions(target: Target, name: string) {
  return {
    lazyConnect: true,
    connectionName: name.replace(/[^!-~]/g, '_'),
    username: target.username,
    password: target.password,
    db: target.db,
    tls: target.tls ? {} : undefined,
    // The quickest handshake: no HELLO, no CLIENT SETINFO, no INFO before the first command.
    protocol: 2,
    disableClientInfo: true,
    enableReadyCheck: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: 100,
    // A command whose reply was lost may have been carried out: it fails, and is never sent twice.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  } as const satisfies RedisOptions
}
