import { tmpdir } from 'node:os'
import { RedisInstance } from './redis-memory-server.js'

/** A server under the watcher of redis-memory-server: for Windows, where there is no tether. */
export class WatchedInstance extends RedisInstance {
  readonly lastWords = ''

  constructor(binary: string, port: number, env: NodeJS.ProcessEnv) {
    const instance = { ip: '127.0.0.1', port, args: ['--dir', tmpdir()] }
    super({ instance, binary: { systemBinary: binary }, spawn: { env } })
  }

  async cut(): Promise<void> {
    await this.kill()
  }
}
