import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** A genuine redis-server on a unix socket in a folder of its own, which keeps nothing on disk. */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), 'redis-patterns-bench-'))
  const socket = join(folder, 'redis.sock')
  const settings = ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder]
  const child = spawn('redis-server', settings, { stdio: 'ignore' })
  child.on('error', (error) => {
    throw new Error('the bench needs redis-server on the PATH', { cause: error })
  })
  process.on('exit', () => child.kill('SIGKILL'))
  const redis = new Redis({ path: socket, retryStrategy: () => 5 })
  redis.on('error', () => {}) // Refused until it listens.
  await redis.ping()
  return {
    redis,
    path: socket,
    close() {
      redis.disconnect()
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
