import type { Agent } from 'node:http'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type EngineChoice, EngineError } from '../engine.js'
import { RedisBinaryDownload } from '../redis-memory-server.js'
import { download } from './archive.js'
import { make } from './make.js'

export interface Order {
  version: string
  sha256: string
  mirror: string
  /** Everything happens in here. */
  folder: string
  log: string
  env: EngineChoice['env']
  signal: AbortSignal | undefined
  onProgress: (progress: BuildProgress) => void
}

export type BuildProgress =
  | { step: 'downloading'; bytes: number; total?: number }
  | { step: 'extracting' }
  | { step: 'building'; files: number }

/**
 * The download and build of redis-memory-server, with its steps made safe and visible: it neither checks certificates
 * nor checksums, cannot be stopped, and prints.
 */
export class SourceBuild extends RedisBinaryDownload {
  readonly #order: Order

  constructor(order: Order) {
    super({ downloadDir: order.folder, version: order.version })
    this.#order = order
  }

  /** Where the built program is. */
  run(): Promise<string> {
    return this.getRedisServerPath()
  }

  override startDownload(): Promise<string> {
    const { mirror, version } = this.#order
    return this.download(`${mirror.replace(/\/$/, '')}/releases/redis-${version}.tar.gz`)
  }

  override async httpDownload({ agent }: { agent: Agent | undefined }, file: string): Promise<string> {
    const { sha256, signal, onProgress } = this.#order
    const onBytes = (bytes: number, total?: number) =>
      onProgress({ step: 'downloading', bytes, ...(total && { total }) })
    await download({ url: new URL(this._downloadingUrl!), file, sha256, agent, signal, onBytes })
    return file
  }

  override async extract(archive: string): Promise<string> {
    this.#order.signal?.throwIfAborted()
    this.#order.onProgress({ step: 'extracting' })
    return super.extract(archive).catch((cause: Error) => {
      throw new EngineError(`the archive cannot be unpacked: ${cause.message}`, 'run it again', { cause })
    })
  }

  override async makeInstall(folder: string): Promise<void> {
    const { log, env, signal, onProgress } = this.#order
    onProgress({ step: 'building', files: 0 })
    await make({ folder, log, env, signal, onFile: (files) => onProgress({ step: 'building', files }) })
    await rename(join(folder, 'src', 'redis-server'), join(folder, '..', 'redis-server'))
  }
}
