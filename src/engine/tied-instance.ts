import type { ChildProcess } from 'node:child_process'
import { RedisBinary, RedisInstance } from './redis-memory-server.js'
import { freshFolder, TETHER_SHELL, TETHER_SPAWN, type Tether, tether, tetherArgs } from './tether.js'

/**
 * A server of redis-memory-server under our tether. Its own watcher is a Node process that looks every two seconds;
 * a tethered server ends with us, at once, and costs a shell.
 */
export class TiedInstance extends RedisInstance {
  readonly #binary: string
  readonly #folder = freshFolder()
  #tether: Tether | undefined
  #said = ''

  constructor(binary: string, port: number, env: NodeJS.ProcessEnv) {
    super({
      instance: { ip: '127.0.0.1', port },
      binary: handedOver(binary),
      spawn: { ...TETHER_SPAWN, env },
    })
    this.#binary = binary
  }

  /** The last line that the server wrote: when it ends at once, the reason. */
  get lastWords(): string {
    return this.#said.trim().split('\n').at(-1) ?? ''
  }

  async cut(): Promise<void> {
    await this.#tether?.cut()
  }

  override prepareCommandArgs(): string[] {
    return tetherArgs(this.#folder, this.#binary, [...super.prepareCommandArgs(), '--dir', this.#folder])
  }

  override _launchRedisServer(): ChildProcess {
    const child = super._launchRedisServer(TETHER_SHELL)
    this.#tether = tether(child)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => this.#hear(chunk))
    return child
  }

  /** Instead of a watcher: what it would have killed when the start fails. */
  override _launchKiller(): ChildProcess {
    return this.childProcess!
  }

  #hear(chunk: Buffer): void {
    if (!this.isInstanceReady) this.#said = (this.#said + chunk.toString()).slice(-2_000)
  }
}

/** As `systemBinary` it would first be run with `--version`, in a shell and with its complaints on our stderr. */
function handedOver(binary: string) {
  RedisBinary.cache[binary] = binary
  return { version: binary, systemBinary: '', ignoreDownloadCache: false }
}
