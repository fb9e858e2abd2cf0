import { setImmediate as turn } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import { type Ageing, ageing } from './ageing.js'
import { Snapshots } from './snapshot.js'
import { keysOf } from './unit.js'

export interface GroundOptions {
  /** Every key starts with this. */
  prefix: string
  /** Nobody else uses the server, so that all of it may be emptied. */
  isOurs: boolean
  /** When it aborts, no further order is run. */
  signal?: AbortSignal
  connect(name: string): Promise<Connection>
}

/** Where orders are run, one after the other: a server, a namespace, and connections that are used again. */
export class Ground {
  readonly prefix: string
  /** Its commands are no steps. */
  readonly janitor: Connection
  readonly #options: GroundOptions
  readonly #keys = new Set<string>()
  readonly #snapshots = new Snapshots()
  readonly #free: Connection[][] = []
  #opened = 0

  private constructor(options: GroundOptions, janitor: Connection) {
    this.#options = options
    this.prefix = options.prefix
    this.janitor = janitor
    this.#trackJanitor()
  }

  static async open(options: GroundOptions): Promise<Ground> {
    return new Ground(options, await options.connect('explorer'))
  }

  get keys(): readonly string[] {
    return [...this.#keys]
  }

  track(keys: Iterable<string>): void {
    for (const key of keys) if (key.startsWith(this.prefix)) this.#keys.add(key)
  }

  /** What a set-up has written ages and is removed, whether a client comes by it or not. */
  #trackJanitor(): void {
    const janitor = this.janitor as Redis
    const send = janitor.sendCommand.bind(janitor)
    janitor.sendCommand = (command, ...rest) => {
      this.track(keysOf(command))
      return send(command, ...rest)
    }
  }

  /** Finds keys that a script has made without naming them. On a server of others nobody may look through all keys. */
  async discover(): Promise<void> {
    if (this.#options.isOurs) this.track(await this.janitor.keys(`${this.prefix}*`))
  }

  /** As if nothing had been run before. */
  async clear(): Promise<void> {
    this.#options.signal?.throwIfAborted()
    if (this.#options.isOurs) await this.janitor.flushdb()
    else if (this.#keys.size > 0) await this.janitor.unlink(...this.#keys)
  }

  /** All that its keys hold, as text. */
  snapshot(): Promise<string> {
    return this.#snapshots.take(this.janitor, this.keys)
  }

  /** The ageing of its keys, for one order. */
  clock(): Ageing {
    return ageing(this.janitor, () => this.keys)
  }

  /** A connection for a client. */
  async take(client: number): Promise<Connection> {
    return this.#free[client]?.pop() ?? this.#options.connect(`client-${client + 1}.${++this.#opened}`)
  }

  giveBack(client: number, connections: readonly Connection[]): void {
    ;(this.#free[client] ??= []).push(...connections)
  }

  /**
   * Resolves when the server has carried out all that was sent before, on whatever connection, and what it said of it
   * has arrived. The second command is sent in a later turn of the server: by then it has seen what came before the first.
   */
  async barrier(): Promise<void> {
    await this.janitor.ping()
    await this.janitor.ping()
    await turn()
  }
}
