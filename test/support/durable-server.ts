import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from './ports.js'
import { type RealServer, startOn } from './real-server.js'

/** A genuine server that keeps every write on disk, so that it can be restarted. */
export interface DurableServer {
  readonly url: string
  readonly port: number
  /** Ends it at once, without a farewell. */
  stop(): Promise<void>
  /** Starts it again, on the same port with the same data; resolves when they are loaded. */
  start(): Promise<void>
  close(): Promise<void>
}

export async function startDurableServer(): Promise<DurableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-patterns-durable-'))
  const settings = ['--appendonly', 'yes', '--appendfsync', 'always', '--dir', folder]
  const port = await freePort()
  let running: RealServer | undefined
  const server: DurableServer = {
    url: `redis://127.0.0.1:${port}`,
    port,
    async stop() {
      await running?.close()
      running = undefined
    },
    async start() {
      const started = await startOn(port, settings)
      if (started === 'port taken') throw new Error(`port ${port} is taken by another program`)
      running = started
      await loaded(port)
    },
    async close() {
      await server.stop()
      await rm(folder, { recursive: true })
    },
  }
  await server.start()
  return server
}

/** The client's ready check waits until the data are loaded. */
async function loaded(port: number): Promise<void> {
  const redis = new Redis({ port, host: '127.0.0.1' })
  await redis.ping()
  redis.disconnect()
}
