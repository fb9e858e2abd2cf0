import type { Redis } from 'ioredis'
import { listen, type ListenOptions } from './listen.js'
import type { RedisLike } from './redis-like.js'
import { track } from './track.js'
import { persist } from './wait.js'

/** Who listens to a channel or a pattern. */
export interface Listener {
  /** `channel` is where it was published, also for a pattern. */
  onMessage(message: Buffer, channel: string): void
  /** Tracked keys were changed by somebody, have expired, or were evicted; null: any may have been. */
  onChanged?(keys: readonly Buffer[] | null): void
  /** The connection is gone: what is published from now on is missed. */
  onLost?(): void
  /** Subscribed again, after `onLost`. What was published between the two is missed for ever. */
  onRestored?(): void
}

/** Ends one subscription. One UNSUBSCRIBE when it was the last of its channel. */
export type Unsubscribe = () => Promise<void>

export interface SubscriberOptions extends Pick<ListenOptions, 'pingMs'> {
  /** Also hears of every change to a key that begins with that, as the server knows it, where the server can tell. */
  track?: string | undefined
}

type Kind = 'subscribe' | 'psubscribe'

const UNDO = { subscribe: 'unsubscribe', psubscribe: 'punsubscribe' } as const

/**
 * One connection for all subscriptions of a pattern, made at the first and with the settings of the caller's client:
 * a connection that listens can do nothing else. On a cluster it is to any one node, for each hears every PUBLISH.
 * When it breaks, another takes its place and subscribes again; the listeners hear of both, for what was published
 * meanwhile is lost.
 */
export class Subscriber {
  readonly #redis: RedisLike
  readonly #listening: ListenOptions
  readonly #tracked: string | undefined
  readonly #listeners = {
    subscribe: new Map<string, Set<Listener>>(),
    psubscribe: new Map<string, Set<Listener>>(),
  }
  readonly #closing = new AbortController()
  #connection: Promise<Redis> | undefined
  /** The connection while it is there, and subscribed to all that is listened to. */
  #ready: Redis | undefined
  #tracks = false

  constructor(redis: RedisLike, { track: tracked, ...options }: SubscriberOptions = {}) {
    this.#redis = redis
    this.#listening = { ...options, resp2: tracked !== undefined }
    this.#tracked = tracked
  }

  /** Whether the server tells the present connection of changed keys. */
  get tracks(): boolean {
    return this.#tracks
  }

  /** Resolves when the server has confirmed it. One SUBSCRIBE for the first of a channel. */
  subscribe(channel: string, listener: Listener): Promise<Unsubscribe> {
    return this.#add('subscribe', channel, listener)
  }

  /** The same for all channels that match a glob. One PSUBSCRIBE. */
  psubscribe(pattern: string, listener: Listener): Promise<Unsubscribe> {
    return this.#add('psubscribe', pattern, listener)
  }

  /** Resolves when everything has been heard that was published on its node before. One PING. */
  async heard(): Promise<void> {
    await (await this.#connection)?.ping()
  }

  /** Ends every subscription and the connection. Again: nothing. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#connection?.catch(() => {})
  }

  async #add(kind: Kind, name: string, listener: Listener): Promise<Unsubscribe> {
    const group = this.#listeners[kind].get(name) ?? new Set()
    this.#listeners[kind].set(name, group.add(listener))
    try {
      // A new connection subscribes by itself to all that is listened to.
      const isNew = this.#connection === undefined
      const connection = await this.#open()
      if (!isNew) await connection[kind](name)
    } catch (error) {
      this.#forget(kind, name, listener)
      throw error
    }
    return () => this.#remove(kind, name, listener)
  }

  async #remove(kind: Kind, name: string, listener: Listener): Promise<void> {
    if (!this.#forget(kind, name, listener)) return
    // A connection that was lost or closed has lost the subscription, too.
    if (!this.#closing.signal.aborted) await this.#ready?.[UNDO[kind]](name).catch(() => {})
  }

  /** Whether nobody listens to it any more. */
  #forget(kind: Kind, name: string, listener: Listener): boolean {
    const group = this.#listeners[kind].get(name)
    if (!group?.delete(listener) || group.size > 0) return false
    return this.#listeners[kind].delete(name)
  }

  #open(): Promise<Redis> {
    this.#connection ??= this.#connect().catch((error: unknown) => {
      this.#connection = undefined
      throw error
    })
    return this.#connection
  }

  /** Resolves when it is subscribed to all that is listened to. */
  async #connect(): Promise<Redis> {
    const connection = await listen(await anyNode(this.#redis), this.#listening, this.#closing.signal)
    this.#hear(connection)
    try {
      await this.#track(connection)
      for (const kind of ['subscribe', 'psubscribe'] as const) {
        const names = [...this.#listeners[kind].keys()]
        if (names.length > 0) await connection[kind](...names)
      }
      if (connection.status !== 'ready') throw new Error('the connection broke while it subscribed')
    } catch (error) {
      connection.disconnect()
      throw error
    }
    connection.once('end', () => this.#replace())
    this.#ready = connection
    return connection
  }

  async #track(connection: Redis): Promise<void> {
    if (this.#tracked === undefined) return
    this.#tracks = await track(connection, this.#tracked, (keys) => {
      for (const listener of this.#everyListener()) listener.onChanged?.(keys)
    })
  }

  #hear(connection: Redis): void {
    connection.on('messageBuffer', (channel: Buffer, message: Buffer) =>
      this.#deliver('subscribe', channel.toString(), channel, message),
    )
    connection.on('pmessageBuffer', (pattern: string | Buffer, channel: Buffer, message: Buffer) =>
      this.#deliver('psubscribe', pattern.toString(), channel, message),
    )
  }

  #deliver(kind: Kind, name: string, channel: Buffer, message: Buffer): void {
    for (const listener of this.#listeners[kind].get(name) ?? []) {
      listener.onMessage(message, channel.toString())
    }
  }

  #replace(): void {
    this.#ready = undefined
    if (this.#closing.signal.aborted) return
    this.#tell('onLost')
    this.#connection = persist(() => this.#connect(), this.#closing.signal)
    this.#connection.then(
      () => this.#tell('onRestored'),
      () => {}, // Closed meanwhile.
    )
  }

  #tell(what: 'onLost' | 'onRestored'): void {
    for (const listener of this.#everyListener()) listener[what]?.()
  }

  *#everyListener(): Iterable<Listener> {
    for (const groups of Object.values(this.#listeners)) {
      for (const group of groups.values()) yield* group
    }
  }
}

/** The client itself, or any node of its cluster. */
async function anyNode(redis: RedisLike): Promise<Redis> {
  if (!('nodes' in redis)) return redis
  if (redis.nodes().length === 0) await redis.ping() // Waits until the cluster is known.
  const nodes = redis.nodes()
  const node = nodes[Math.floor(Math.random() * nodes.length)]
  if (node === undefined) throw new Error('the cluster has no node that can be reached')
  return node
}
