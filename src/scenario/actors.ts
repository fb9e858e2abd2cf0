import type { Cluster, Command, Redis } from 'ioredis'
import type { Connection, Engine } from '../engine/engine.js'
import type { ActorOptions } from './define.js'
import type { Trace } from './trace.js'

/** One name on the wire: a connection, and those that patterns make from it to listen or to wait. */
interface Actor {
  name: string
  connection: Connection
  copies: Set<Connection>
  isCut: boolean
  showsCopies: boolean
}

/** The named connections of a scene. Their commands are traced, and so are those of the copies made from them. */
export class Actors {
  readonly #engine: Pick<Engine, 'connect'>
  readonly #trace: Pick<Trace, 'tap'>
  readonly #actors = new Map<string, Promise<Actor>>()
  #ended = false

  constructor(engine: Pick<Engine, 'connect'>, trace: Pick<Trace, 'tap'>) {
    this.#engine = engine
    this.#trace = trace
  }

  /** The same name gives the same connection. */
  async connection(name: string, options: ActorOptions = {}): Promise<Connection> {
    return (await this.#actor(name, options)).connection
  }

  /** Breaks all connections of an actor. It makes none until the function that is returned has been called. */
  async cut(name: string): Promise<() => Promise<void>> {
    const actor = await this.#actor(name)
    actor.isCut = true
    for (const connection of [actor.connection, ...actor.copies]) await disconnected(connection)
    return async () => {
      actor.isCut = false
      await actor.connection.connect()
    }
  }

  /** Ends all connections. */
  async end(): Promise<void> {
    this.#ended = true
    for (const actor of this.#actors.values()) {
      const { connection, copies } = await actor
      for (const one of [connection, ...copies]) one.disconnect()
    }
  }

  #actor(name: string, options: ActorOptions = {}): Promise<Actor> {
    const known = this.#actors.get(name) ?? this.#open(name, options)
    this.#actors.set(name, known)
    return known
  }

  async #open(name: string, options: ActorOptions): Promise<Actor> {
    const { shown = Infinity, showsCopies = true, toOneNode = false } = options
    const connection = await this.#engine.connect(name, { toOneNode })
    const actor: Actor = { name, connection, copies: new Set(), isCut: false, showsCopies }
    refuseWhileCut(actor)
    this.#trace.tap(name, connection, { shown })
    this.#watch(actor, connection)
    return actor
  }

  #watch(actor: Actor, connection: Connection): void {
    const duplicate = connection.duplicate.bind(connection) as (...args: unknown[]) => Connection
    connection.duplicate = ((...args: unknown[]) => {
      if (actor.isCut || this.#ended) throw new Error(`the connection of ${actor.name} is cut`)
      const copy = duplicate(...args)
      actor.copies.add(copy)
      copy.once('end', () => actor.copies.delete(copy))
      this.#trace.tap(actor.name, copy, { isCopy: true, shown: actor.showsCopies ? Infinity : 0 })
      return copy
    }) as never
    if (connection.isCluster) this.#watchNodes(actor, connection as Cluster)
  }

  /** On a cluster the copies that listen are made from one of its nodes. */
  #watchNodes(actor: Actor, cluster: Cluster): void {
    const nodes = cluster.nodes.bind(cluster)
    const watched = new WeakSet<Redis>()
    cluster.nodes = (role) => {
      const found = nodes(role)
      for (const node of found) if (!watched.has(node)) this.#watch(actor, node)
      for (const node of found) watched.add(node)
      return found
    }
  }
}

/** A cluster client that was disconnected keeps what it is given, and neither sends nor rejects it. */
function refuseWhileCut(actor: Actor): void {
  const { connection } = actor
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  connection.sendCommand = (command: Command, ...rest: unknown[]) => {
    if (!actor.isCut) return send(command, ...rest)
    command.reject(new Error('Connection is closed.'))
    return command.promise
  }
}

/** A cluster client says that it has ended when the first of its nodes has. */
async function disconnected(connection: Connection): Promise<void> {
  const all = connection.isCluster ? [connection, ...(connection as Cluster).nodes()] : [connection]
  const open = all.filter(({ status }) => status !== 'end')
  const ended = open.map((one) => new Promise<void>((resolve) => void one.once('end', () => resolve())))
  connection.disconnect()
  await Promise.all(ended)
}
