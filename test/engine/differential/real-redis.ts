import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RealRedis {
  readonly path: string
  close(): Promise<void>
}

/** The version of the `redis-server` on the PATH, if there is one. */
export function realVersion(): string | undefined {
  const { stdout } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  return /v=(\S+)/.exec(stdout ?? '')?.[1]
}

/** Starts a `redis-server` of our own, on a socket file in a folder of its own. */
export async function startRealRedis(): Promise<RealRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'differential-'))
  const path = join(folder, 'redis.sock')
  const options = ['--port', '0', '--unixsocket', path, '--dir', folder, '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of server.stdout.setEncoding('utf8')) if (/ready to accept/i.test(line)) break
  const close = async () => {
    server.kill('SIGKILL')
    await once(server, 'close')
    rmSync(folder, { recursive: true })
  }
  return { path, close }
}
