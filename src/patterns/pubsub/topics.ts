import type { RedisLike } from '../_kit/redis-like.js'
import { Hub } from './hub.js'
import { openPattern } from './open.js'
import type { ListenOptions, TopicsOptions } from './options.js'
import { handle, type Handler, iterate, type MessageStream, type Subscription } from './subscription.js'
import { Topic } from './topic.js'
import type { Published } from './types.js'

/**
 * Any number of topics by their names, over one connection that listens (sharded: one to each node of the cluster).
 *
 * @example
 * ```ts
 * import { Topics } from 'redis-patterns/pubsub'
 *
 * const rooms = new Topics(redis, { prefix: 'chat:' })
 * const messages = await rooms.messages('room-*')
 * await rooms.publish('room-7', { text: 'Hello' })
 * const { value: message } = await messages.next()
 * message.topic // -> 'room-7'
 * message.value // -> { text: 'Hello' }
 * await rooms.close()
 * ```
 */
export class Topics<Message = unknown> implements AsyncDisposable {
  /** The `origin` of the messages that this object publishes. */
  readonly origin: string
  readonly #redis: RedisLike
  readonly #options: TopicsOptions<Message>
  readonly #hub: Hub<Message>

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: TopicsOptions<Message> = {}) {
    this.#redis = redis
    this.#options = options
    this.#hub = new Hub(redis, options)
    this.origin = this.#hub.origin
  }

  /**
   * One of the topics. It shares the connection; closing it ends its own subscriptions. Nothing is sent.
   *
   * @throws {TypeError} when the name is empty or has braces.
   * @example
   * ```ts
   * const rooms = new Topics(redis)
   * const room = rooms.topic('room-7')
   * const { seq } = await room.publish({ text: 'Hello' })
   * seq // -> 1
   * await rooms.close()
   * ```
   */
  topic(name: string): Topic<Message> {
    return new Topic(this.#redis, { ...this.#options, name }, this.#hub)
  }

  /**
   * Publishes to one of the topics, as `Topic.publish`. One EVALSHA.
   *
   * @example
   * ```ts
   * const rooms = new Topics(redis)
   * await rooms.publish('room-7', { text: 'Hello' })
   * const { seq } = await rooms.publish('room-7', { text: 'Anybody there?' })
   * seq // -> 2
   * await rooms.close()
   * ```
   */
  async publish(name: string, message: Message): Promise<Published> {
    return this.#hub.publish(this.#hub.place(name), message)
  }

  /**
   * Calls the handler for the messages of all topics whose names match the glob: `*`, `?`, `[ab]`, as PSUBSCRIBE has
   * them. Of each topic they are in order, from the first that is heard; gaps are noticed and filled from then on, of
   * up to 10,000 topics. A topic that was first published to while the connection was lost is not known: where that
   * matters, subscribe to topics by their names. One PSUBSCRIBE; after a loss one EVALSHA for each topic heard of.
   *
   * @throws {TypeError} when an option is not what it should be, or topics are sharded: they have no patterns.
   * @example
   * ```ts
   * const rooms = new Topics(redis)
   * const heard = []
   * const all = await rooms.subscribe('room-*', ({ topic }) => heard.push(topic))
   * await rooms.publish('lobby', 'not this one')
   * await rooms.publish('room-7', 'this one')
   * while (heard.length === 0) await redis.ping() // It comes a moment later.
   * heard // -> ['room-7']
   * await rooms.close()
   * ```
   */
  async subscribe(
    glob: string,
    handler: Handler<Message>,
    options: ListenOptions = {},
  ): Promise<Subscription> {
    const intake = await openPattern(this.#hub, this, glob, options)
    return handle(intake, handler, (error, { topic, seq }) =>
      this.#hub.event({ type: 'handler failed', topic, seq, error }),
    )
  }

  /**
   * The same for a `for await` loop.
   *
   * @throws as `subscribe`.
   * @example
   * ```ts
   * const rooms = new Topics(redis)
   * const messages = await rooms.messages('room-?')
   * await rooms.publish('room-7', { text: 'Hello' })
   * const { value: message } = await messages.next()
   * message.topic // -> 'room-7'
   * await rooms.close()
   * ```
   */
  async messages(glob: string, options: ListenOptions = {}): Promise<MessageStream<Message>> {
    return iterate(await openPattern(this.#hub, this, glob, options))
  }

  /**
   * Ends all subscriptions, also of its topics, and the connection. Publishing goes on working. Again: nothing.
   *
   * @example
   * ```ts
   * const rooms = new Topics(redis)
   * await rooms.close()
   * ```
   */
  close(): Promise<void> {
    return this.#hub.close()
  }

  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
