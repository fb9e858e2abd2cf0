import { connectTo, connectToCluster } from './connect.js'
import { type Capability, type Connection, type Engine, EngineError } from './engine.js'
import { connectionFailure } from './failure.js'
import { Lifeline } from './lifeline.js'
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
  another: () => Promise<Engine>
  /** Ends the server, when we started it. */
  stop?: () => Promise<void>
}

/** An engine on a running server, with a first connection to watch it by. */
export class LiveEngine implements Engine {
  readonly kind
  readonly product
  readonly version
  readonly address
  readonly owned
  readonly cluster
  readonly lacks
  readonly lost
  readonly #running: Running
  readonly #lifeline: Lifeline
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
    this.#lifeline = new Lifeline(this.#keep(pilot), this.address, this.owned)
    this.lost = this.#lifeline.lost
  }

  async connect(name: string): Promise<Connection> {
    if (this.#closed) throw new EngineError('the engine is closed', 'open it again')
    const open = this.cluster ? connectToCluster : connectTo
    try {
      return this.#keep(await open(this.#running.target, name))
    } catch (error) {
      throw (await this.#lifeline.loss()) ?? connectionFailure(error as Error, this.#running.target)
    }
  }

  another(): Promise<Engine> {
    return this.#running.another()
  }

  async anotherCluster(): Promise<Engine> {
    return (await import('./in-process-cluster.js')).openInProcessCluster()
  }

  async explain(error: unknown): Promise<unknown> {
    if (this.#closed || !CONNECTION_FAILURE.test(String(error))) return error
    return (await this.#lifeline.loss()) ?? dropped(this.address, error)
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#end())
  }

  async #end(): Promise<void> {
    this.#lifeline.release()
    for (const connection of this.#connections) connection.disconnect()
    await this.#running.stop?.()
  }

  #keep<T extends Connection>(connection: T): T {
    this.#connections.add(connection)
    // One that was ended may be connected again.
    connection.on('connect', () => this.#connections.add(connection))
    connection.on('end', () => this.#connections.delete(connection))
    return connection
  }
}

/** What ioredis says when a connection ends under a command. */
const CONNECTION_FAILURE =
  /connection (is )?close|max retries|none of startup nodes|cluster is (ended|disconnect)|cluster redirections|slots cache/i

function dropped(address: string, cause: unknown): EngineError {
  const hint = 'the server is still there: run it again'
  return new EngineError(`${address} closed a connection in use`, hint, { cause })
}
