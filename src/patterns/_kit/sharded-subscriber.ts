import type { Redis } from 'ioredis'
import { listen, type ListenOptions } from './listen.js'
import type { RedisLike } from './redis-like.js'
import type { Listener, Unsubscribe } from './subscriber.js'
import { persist } from './wait.js'

interface Channel {
  readonly listeners: Set<Listener>
  /** Resolves when the server has confirmed it, or nobody listens any more. */
  attached: Promise<unknown>
  /** Where it was last confirmed. */
  at?: Redis
}

/**
 * Subscriptions to sharded channels (Redis 7.0 and later), which only the owner of the channel's slot carries: one
 * connection to each node that owns one of them. When it breaks, or a slot moves away, its channels look for their
 * owner and subscribe again; their listeners hear of both.
 */
export class ShardedSubscriber {
  readonly #redis: RedisLike
  readonly #options: ListenOptions
  readonly #closing = new AbortController()
  readonly #connections = new Map<string, Promise<Redis>>()
  readonly #channels = new Map<string, Channel>()

  constructor(redis: RedisLike, options: ListenOptions = {}) {
    this.#redis = redis
    this.#options = options
  }

  /** Resolves when the server has confirmed it. One SSUBSCRIBE for the first of a channel. */
  async subscribe(name: string, listener: Listener): Promise<Unsubscribe> {
    const channel = this.#channels.get(name) ?? this.#open(name)
    channel.listeners.add(listener)
    try {
      await channel.attached
    } catch (error) {
      if (this.#channels.get(name) === channel) this.#channels.delete(name)
      throw error
    }
    return () => this.#remove(name, listener)
  }

  /** Resolves when everything has been heard that was published to a channel before. One PING. */
  async heard(name: string): Promise<void> {
    const channel = this.#channels.get(name)
    await channel?.attached
    await channel?.at?.ping()
  }

  /** Ends every subscription and all connections. Again: nothing. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.allSettled(this.#connections.values())
  }

  #open(name: string): Channel {
    const channel: Channel = { listeners: new Set(), attached: this.#attach(name) }
    this.#channels.set(name, channel)
    return channel
  }

  async #remove(name: string, listener: Listener): Promise<void> {
    const channel = this.#channels.get(name)
    if (!channel?.listeners.delete(listener) || channel.listeners.size > 0) return
    this.#channels.delete(name)
    // A lost connection has lost the subscription, too.
    if (channel.at?.status === 'ready') await channel.at.sunsubscribe(name).catch(() => {})
  }

  async #attach(name: string): Promise<void> {
    this.#closing.signal.throwIfAborted()
    const connection = await this.#connectionTo(await ownerOf(this.#redis, name))
    await connection.ssubscribe(name)
    if (connection.status !== 'ready') throw new Error('the connection broke while it subscribed')
    const channel = this.#channels.get(name)
    if (channel) channel.at = connection
    else await connection.sunsubscribe(name)
  }

  #connectionTo(node: Redis): Promise<Redis> {
    const address = addressOf(node)
    const known = this.#connections.get(address)
    if (known !== undefined) return known
    const connection = this.#connect(node)
    const forget = () => this.#connections.delete(address)
    this.#connections.set(address, connection)
    connection.then((made) => made.once('end', forget), forget)
    return connection
  }

  async #connect(node: Redis): Promise<Redis> {
    const connection = await listen(node, this.#options, this.#closing.signal)
    // A slot has moved, and nobody says which: all channels look for their owner anew.
    connection.on('moved', () => connection.disconnect())
    connection.on('smessageBuffer', (name: Buffer, message: Buffer) => {
      const channel = name.toString()
      for (const listener of this.#channels.get(channel)?.listeners ?? []) {
        listener.onMessage(message, channel)
      }
    })
    connection.once('end', () => {
      for (const [name, channel] of this.#channels)
        if (channel.at === connection) this.#replace(name, channel)
    })
    return connection
  }

  #replace(name: string, channel: Channel): void {
    if (this.#closing.signal.aborted) return
    for (const listener of channel.listeners) listener.onLost?.()
    const attach = async () => {
      if (this.#channels.get(name) === channel) await this.#attach(name)
    }
    channel.attached = persist(attach, this.#closing.signal)
    channel.attached.then(
      () => {
        for (const listener of channel.listeners) listener.onRestored?.()
      },
      () => {}, // Closed meanwhile.
    )
  }
}

/** The master that owns the slot of a channel; the client itself where there are no slots. */
async function ownerOf(redis: RedisLike, channel: string): Promise<Redis> {
  if (!('nodes' in redis)) return redis
  await redis.exists(channel) // Follows the slot, if it has moved.
  const slot = Number(await redis.cluster('KEYSLOT', channel))
  const owner = redis.slots[slot]?.[0]
  const node = redis.nodes().find((each) => addressOf(each) === owner)
  if (node === undefined) throw new Error(`no node that can be reached owns the slot of ${channel}`)
  return node
}

function addressOf({ options }: Redis): string {
  return `${options.host}:${options.port}`
}
