import type { RedisLike } from '../_kit/redis-like.js'
import { Hub, type Place } from './hub.js'
import type { SubscribeOptions, TopicOptions } from './options.js'
import { openTopic } from './open.js'
import { handle, type Handler, iterate, type MessageStream, type Subscription } from './subscription.js'
import type { Published } from './types.js'

/**
 * A channel whose subscribers know what they missed, and with an outbox get it after all.
 *
 * Every message has a number and names the message before it. So a subscriber notices when one is missing: after its
 * connection was lost, when it was too slow, and when the server lost its data. With `outbox` it then reads the
 * missing ones from a stream; without, or when they are no longer kept, it is told which they were (`onGap`).
 *
 * Order: each subscriber gets the messages of a topic in the order of their numbers, each once, one at a time. A
 * publisher whose connection breaks before the answer comes may send a message again: then both carry the same `id`.
 *
 * The connection that listens is the topic's own, made at the first subscription with the settings of the given client.
 *
 * Source: pub/sub and streams as the documentation of Redis describes them; the outbox is the transactional outbox
 * of Chris Richardson's Microservices Patterns (2018), which here one script writes together with the message.
 *
 * @example
 * ```ts
 * import { Topic } from 'redis-patterns/pubsub'
 *
 * const news = new Topic(redis, { name: 'news', outbox: { maxLen: 10_000 } })
 * await news.publish({ title: 'Hello' })
 *
 * const messages = await news.messages({ from: 1 })
 * const { value: message } = await messages.next()
 * message.seq // -> 1
 * message.value // -> { title: 'Hello' }
 * await news.close()
 * ```
 */
export class Topic<Message = unknown> implements AsyncDisposable {
  /** The name of the topic. */
  readonly name: string
  /** The `origin` of the messages that this object publishes. */
  readonly origin: string
  readonly #hub: Hub<Message>
  readonly #place: Place
  readonly #ownsHub: boolean

  /**
   * @param hub What several topics of one `Topics` share.
   * @throws {TypeError} when an option is not what it should be.
   */
  constructor(redis: RedisLike, options: TopicOptions<Message>, hub?: Hub<Message>) {
    this.#ownsHub = hub === undefined
    this.#hub = hub ?? new Hub(redis, options)
    this.#place = this.#hub.place(options.name)
    this.name = options.name
    this.origin = this.#hub.origin
  }

  /**
   * Publishes a message, and keeps it in the outbox, if there is one, in the same step. One EVALSHA.
   *
   * @throws {TypeError} when the codec cannot encode the message; then nothing was sent.
   * @throws {PatternError} with code `NO_SHARDED_CHANNELS` when `sharded` was asked of an old server.
   * @example
   * ```ts
   * const news = new Topic(redis, { name: 'news' })
   * const { seq, receivers } = await news.publish({ title: 'Hello' })
   * seq // -> 1
   * receivers // -> 0
   * await news.close()
   * ```
   */
  publish(message: Message): Promise<Published> {
    return this.#hub.publish(this.#place, message)
  }

  /**
   * Calls the handler for each message, in order, the next one only when its promise is settled. A handler that
   * fails is reported as an event (`handler failed`), and the next message follows. Resolves when every message
   * that is published from then on will arrive. One SUBSCRIBE or SSUBSCRIBE and one EVALSHA, on the first
   * subscription also a connection; one EVALSHA after each loss of the connection, or one for 500 missed messages.
   *
   * @throws {TypeError} when an option is not what it should be.
   * @throws the signal's reason when it aborts before, or what the server says.
   * @example
   * ```ts
   * const news = new Topic(redis, { name: 'news' })
   * const titles = []
   * await news.subscribe(({ value }) => titles.push(value.title))
   * await news.publish({ title: 'Hello' })
   * while (titles.length === 0) await redis.ping() // It comes a moment later.
   * titles // -> ['Hello']
   * await news.close()
   * ```
   */
  async subscribe(handler: Handler<Message>, options: SubscribeOptions = {}): Promise<Subscription> {
    const intake = await openTopic(this.#hub, this, this.#place, options)
    return handle(intake, handler, (error, { topic, seq }) =>
      this.#hub.event({ type: 'handler failed', topic, seq, error }),
    )
  }

  /**
   * The same for a `for await` loop, which takes a message when it is done with the one before. Leaving the loop
   * ends the subscription; closing it, or the signal, ends the loop. Costs as `subscribe`.
   *
   * @throws as `subscribe`.
   * @example
   * ```ts
   * const news = new Topic(redis, { name: 'news', outbox: { maxLen: 100 } })
   * for (const title of ['a', 'b', 'c']) await news.publish({ title })
   * const titles = []
   * for await (const { value } of await news.messages({ from: 2 })) {
   *   titles.push(value.title)
   *   if (value.title === 'c') break
   * }
   * titles // -> ['b', 'c']
   * await news.close()
   * ```
   */
  async messages(options: SubscribeOptions = {}): Promise<MessageStream<Message>> {
    return iterate(await openTopic(this.#hub, this, this.#place, options))
  }

  /**
   * Ends all subscriptions of this object, and its connection. Publishing goes on working. Again: nothing.
   *
   * @example
   * ```ts
   * const news = new Topic(redis, { name: 'news' })
   * await news.close()
   * ```
   */
  async close(): Promise<void> {
    await (this.#ownsHub ? this.#hub.close() : this.#hub.closeOwn(this))
  }

  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
