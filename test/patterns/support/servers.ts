import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { startEmbedded } from '../../../src/engine/embedded/index.js'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { redisServerPath, startRealServer } from '../../support/servers.js'
import { borrowCluster } from '../../support/shared-cluster.js'

/** A server under test and a client on it. */
export interface Opened {
  redis: RedisLike
  close(): Promise<void>
}

export const hasRealServer = redisServerPath() !== undefined
const MISSING = hasRealServer ? '' : ' (skipped: no redis-server on the PATH)'

/** A client with every option that changes how commands are sent or replies look. */
const ODD_OPTIONS = {
  keyPrefix: 'odd:',
  stringNumbers: true,
  replyMapping: 'resp3',
  enableAutoPipelining: true,
  showFriendlyErrorStack: true,
} as const satisfies RedisOptions

export async function openEmbedded(): Promise<Opened> {
  const server = await startEmbedded()
  return opened(new Redis({ port: server.port, host: '127.0.0.1', protocol: 2 }), server)
}

export async function openReal(): Promise<Opened> {
  const server = await startRealServer()
  return opened(new Redis(server.url), server)
}

async function openOdd(): Promise<Opened> {
  const server = await startRealServer()
  const redis = new Redis({ ...ODD_OPTIONS, port: server.port, host: '127.0.0.1' })
  return opened(redis, server)
}

async function openCluster(): Promise<Opened> {
  const nodes = await borrowCluster(inject('clusterBrokerPort'))
  return opened(new Cluster(nodes), { close: async () => {} })
}

function opened(redis: RedisLike, server: { close(): Promise<void> }): Opened {
  return {
    redis,
    async close() {
      redis.disconnect()
      await server.close()
    },
  }
}

/**
 * The same tests on the in-process server, a genuine one, the same with unusual client options, and a cluster of
 * three masters with a replica each. Test files share the cluster: use `freshName`, and flush nothing.
 */
export function onEveryServer(title: string, tests: (redis: () => RedisLike) => void): void {
  onBothServers(title, tests)
  onServer(`${title}, on a real server with unusual client options`, openOdd, tests, hasRealServer)
  onServer(`${title}, on a cluster of three`, openCluster, tests, hasRealServer)
}

/** For what depends neither on the client nor on slots. */
export function onBothServers(title: string, tests: (redis: () => RedisLike) => void): void {
  onServer(`${title}, in process`, openEmbedded, tests)
  onServer(`${title}, on a real server`, openReal, tests, hasRealServer)
}

export function onRealServer(title: string, tests: (redis: () => Redis) => void): void {
  onServer(title, openReal, (redis) => tests(redis as () => Redis), hasRealServer)
}

/** A genuine server if there is one, else the one in process. */
export function onAnyServer(title: string, tests: (redis: () => Redis) => void): void {
  onServer(title, hasRealServer ? openReal : openEmbedded, (redis) => tests(redis as () => Redis))
}

function onServer(
  title: string,
  open: () => Promise<Opened>,
  tests: (redis: () => RedisLike) => void,
  available = true,
): void {
  describe.skipIf(!available)(`${title}${available ? '' : MISSING}`, () => {
    let server: Opened
    beforeAll(async () => {
      server = await open()
    })
    afterAll(() => server.close())
    tests(() => server.redis)
  })
}

const file = randomUUID().slice(0, 8)
let names = 0

/** A name that no other test uses, also of another file, so that nothing needs to be flushed. */
export function freshName(): string {
  return `t-${file}-${++names}`
}
