import { connectTo, connectToCluster } from './connect.js'
import { type Capability, type Connection, type Engine, EngineError } from './engine.js'
import { connectionFailure } from './failure.js'
import type { Target } from './target.js'

/** What is known of a server that runs. */
export interface Running {
  kind: Engine['kind']
  product: string
  version: string
  owned: boolean
  cluster: boolean
  lacks: readonly Capability[]
  target: Target
  /** Ends the server, when we started it. */
  stop?: () => Promise<void>
}

function connect({ cluster, target }: Running, name: string): Promise<Connection> {
  return cluster ? connectToCluster(target, name) : connectTo(target, name)
}

/**
 * An engine on a running server. Its pilot is a connection that nothing else uses: as long as it lives, or can be
 * opened again, the server is there.
 */
export class LiveEngine implements Engine {
  readonly kind
  readonly product
  readonly version
  readonly address
  readonly owned
  readonly cluster
  readonly lacks
  readonly lost: Promise<EngineError>
  readonly #running: Running
  readonly #pilot: Connection
  readonly #connections = new Set<Connection>()
  #closed: Promise<void> | undefined

  constructor(running: Running, pilot: Connection) {
    this.kind = running.kind
    this.product = running.product
    this.version = running.version
    this.address = running.target.address
    this.owned = running.owned
    this.cluster = running.cluster
    this.lacks = running.lacks
    this.#running = running
    this.#pilot = this.#keep(pilot)
    this.lost = new Promise((resolve) => {
      pilot.once('end', () => this.#closed ?? resolve(this.#loss()))
    })
  }

  async connect(name: string): Promise<Connection> {
    if (this.#closed) throw new EngineError('the engine is closed', 'open it again')
    try {
      return this.#keep(await connect(this.#running, name))
    } catch (error) {
      throw (await this.#isThere())
        ? connectionFailure(error as Error, this.#running.target)
        : await this.lost
    }
  }

  async explain(error: unknown): Promise<unknown> {
    if (this.#closed || !isConnectionFailure(error)) return error
    return (await this.#isThere()) ? this.#dropped(error) : this.lost
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#end())
  }

  async #end(): Promise<void> {
    for (const connection of this.#connections) connection.disconnect()
    await this.#running.stop?.()
  }

  #keep<T extends Connection>(connection: T): T {
    this.#connections.add(connection)
    connection.once('end', () => this.#connections.delete(connection))
    return connection
  }

  /** Asks twice: the first question may be lost with a connection that is then opened again. */
  async #isThere(): Promise<boolean> {
    const ping = () => this.#pilot.ping().then(() => true)
    return ping()
      .catch(ping)
      .catch(() => false)
  }

  #loss(): EngineError {
    const hint = this.owned
      ? 'the server ended; run it again'
      : 'check that the server is running, then run it again'
    return new EngineError(`lost the connection to ${this.address}`, hint)
  }

  #dropped(cause: unknown): EngineError {
    const hint = 'the server is still there: run it again'
    return new EngineError(`${this.address} closed a connection in use`, hint, { cause })
  }
}

function isConnectionFailure(error: unknown): boolean {
  const { message, name } = error as Error
  return (
    /Connection is closed|connection close|None of startup nodes/.test(message) ||
    /MaxRetries|AllFailed/.test(name)
  )
}
