import { setImmediate } from 'node:timers/promises'
import type { Cluster, Redis } from 'ioredis'
import type { Connection, Engine } from '../../engine/engine.js'
import type { KeyView } from '../../scenario/event.js'
import { viewKey } from '../../scenario/key-view.js'

const SCANNED = 200

/** A connection of the prompt's own, for what nobody typed. */
export class Pilot {
  readonly connection: Connection
  readonly #cluster: boolean

  private constructor(connection: Connection, cluster: boolean) {
    this.connection = connection
    this.#cluster = cluster
  }

  static async open(engine: Engine): Promise<Pilot> {
    return new Pilot(await engine.connect('prompt'), engine.cluster)
  }

  /**
   * Resolves when the server has done all that was sent before, and what it said to other clients has arrived: it
   * answers in turn, and what it wrote earlier is read earlier.
   */
  async quiet(): Promise<undefined> {
    for (const _turn of [1, 2]) await Promise.all(this.#nodes().map((node) => node.ping()))
    await setImmediate()
    return undefined
  }

  async countKeys(): Promise<number> {
    const sizes = await Promise.all(this.#nodes().map((node) => node.dbsize()))
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  /** Keys that match, in the order of the alphabet, and whether there are more. */
  async keys(pattern: string, most: number): Promise<{ keys: string[]; more: boolean }> {
    const found = new Set<string>()
    for (const node of this.#nodes()) {
      let cursor = '0'
      do {
        const [next, keys] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', SCANNED)
        for (const key of keys) found.add(key)
        cursor = next
      } while (cursor !== '0' && found.size <= most)
    }
    return { keys: [...found].sort().slice(0, most), more: found.size > most }
  }

  view(keys: readonly string[]): Promise<KeyView[]> {
    return Promise.all(keys.map((key) => viewKey(this.connection, key, this.#cluster)))
  }

  close(): void {
    this.connection.disconnect()
  }

  #nodes() {
    const { connection } = this
    return connection.isCluster ? (connection as Cluster).nodes('master') : [connection as Redis]
  }
}
