import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Redis } from 'ioredis'
import { freshFolder, TETHER_SHELL, TETHER_SPAWN, tether, tetherArgs } from '../../src/engine/tether.js'
import { freePort } from './ports.js'

export interface RealServer {
  url: string
  port: number
  pid: number
  close(): Promise<void>
}

/** The genuine server of this machine, if it has one. */
export function redisServerPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders
    .flatMap((folder) => [join(folder, 'redis-server'), join(folder, 'valkey-server')])
    .find(isProgram)
}

/** A genuine server on loopback that keeps nothing on disk and ends with the test process. Settings as in `--maxmemory 1mb`. */
export async function startRealServer(settings: readonly string[] = []): Promise<RealServer> {
  for (;;) {
    const server = await startOn(await freePort(), settings)
    if (server !== 'port taken') return server
  }
}

export async function startOn(port: number, settings: readonly string[]): Promise<RealServer | 'port taken'> {
  const child = launch(port, settings)
  const tied = tether(child)
  const said = output(child)
  const ended = once(child, 'exit').then(() => 'ended' as const)
  const outcome = await Promise.race([ended, reply(port)])
  if (outcome === 'ended') {
    await tied.cut()
    if (said().includes('Address already in use')) return 'port taken'
    throw new Error(`redis-server ended at once:\n${said()}`)
  }
  return { url: `redis://127.0.0.1:${port}`, port, pid: child.pid!, close: () => tied.cut() }
}

function launch(port: number, settings: readonly string[]): ChildProcess {
  const program = redisServerPath()
  if (program === undefined) throw new Error('this test needs redis-server or valkey-server on the PATH')
  const folder = freshFolder()
  const basics = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  return spawn(TETHER_SHELL, tetherArgs(folder, program, [...basics, ...settings]), TETHER_SPAWN)
}

/** Resolves on the first reply of any kind: "give me a password" is one too. */
async function reply(port: number): Promise<void> {
  const redis = new Redis({
    port,
    host: '127.0.0.1',
    protocol: 2,
    enableReadyCheck: false,
    retryStrategy: () => 5,
    maxRetriesPerRequest: 2_000, // Ten seconds: on a busy machine it may take long to listen.
  })
  redis.on('error', () => {}) // Refused until it listens.
  await redis.ping().catch(() => {})
  redis.disconnect()
}

function output(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
