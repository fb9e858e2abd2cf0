import { randomId } from '../_kit/ids.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { Subscriber } from '../_kit/subscriber.js'

/** How often it is looked whether the connection was used; when it was not, it is closed. */
const SWEEP_MS = 10_000

/**
 * Where the waiters of one process are told that it is their turn: one channel on one connection for all locks of a
 * client. It is opened for the first who waits, and closed when nobody has waited for a while.
 */
export class Inbox {
  readonly #redis: RedisLike
  readonly #waiters = new Map<string, () => void>()
  #connection: Connection | undefined
  #used = false

  constructor(
    redis: RedisLike,
    /** What the channel names of inboxes begin with. */
    readonly channels: string,
    readonly id: string,
  ) {
    this.#redis = redis
  }

  /** Whether messages arrive. */
  get isOpen(): boolean {
    return this.#connection?.listens ?? false
  }

  /** From now on `wake` is called when it is this waiter's turn, provided that the inbox is open. */
  add(token: string, wake: () => void): void {
    this.#used = true
    this.#waiters.set(token, wake)
  }

  remove(token: string): void {
    this.#waiters.delete(token)
  }

  /** One SUBSCRIBE on a connection of its own, the first time; nothing after that. */
  async open(): Promise<void> {
    const connection = (this.#connection ??= this.#connect())
    try {
      await connection.opened
      connection.listens = true
    } catch (error) {
      await this.#disconnect(connection)
      throw error
    }
  }

  /** Closes the connection, unless somebody waits. */
  async closeIfIdle(): Promise<void> {
    if (this.#waiters.size === 0 && this.#connection) await this.#disconnect(this.#connection)
  }

  #connect(): Connection {
    const subscriber = new Subscriber(this.#redis)
    const onMessage = (message: Buffer) => this.#waiters.get(message.toString())?.()
    return {
      subscriber,
      opened: subscriber.subscribe(this.channels + this.id, { onMessage }),
      listens: false,
      sweep: setInterval(() => this.#sweep(), SWEEP_MS).unref(),
    }
  }

  async #disconnect(connection: Connection): Promise<void> {
    if (this.#connection === connection) this.#connection = undefined
    clearInterval(connection.sweep)
    await connection.subscriber.close()
  }

  #sweep(): void {
    if (!this.#used) void this.closeIfIdle()
    this.#used = false
  }
}

interface Connection {
  readonly subscriber: Subscriber
  readonly opened: Promise<unknown>
  readonly sweep: NodeJS.Timeout
  listens: boolean
}

const inboxes = new WeakMap<RedisLike, Map<string, Inbox>>()

/** 72 bits: every token begins with it, and brings random bits of its own. */
const shortId = () => randomId(9)

/** The inbox of a client, for locks with the same prefix. It is named when it is first asked for. */
export function inboxOf(redis: RedisLike, prefix: string, newId: () => string = shortId): Inbox {
  const byPrefix = inboxes.get(redis) ?? new Map<string, Inbox>()
  inboxes.set(redis, byPrefix)
  const inbox = byPrefix.get(prefix) ?? new Inbox(redis, `${prefix}lock-inbox:`, withoutColon(newId()))
  byPrefix.set(prefix, inbox)
  return inbox
}

/** What stands before the first colon of a token is the inbox. */
function withoutColon(id: string): string {
  if (typeof id === 'string' && id !== '' && !id.includes(':')) return id
  throw new TypeError(`ids must return text that is not empty and has no ':'; got ${id}`)
}
