import type { RedisLike } from '../_kit/redis-like.js'
import type { TopicOptions } from './options.js'
import type { Subscription } from './subscription.js'
import { Topic } from './topic.js'
import type { Published } from './types.js'

/** What is no longer true. */
export interface Invalidation {
  keys: readonly string[]
  tags: readonly string[]
}

/** Which bus it is. All servers must give the same `name`, `prefix` and `sharded`. */
export type InvalidationBusOptions = Omit<TopicOptions<Invalidation>, 'codec'>

/** What a server does about it. Called one at a time, in the order in which it was published. */
export interface InvalidationListener {
  /** Another server has invalidated these: forget them. */
  onInvalidate(invalidation: Invalidation): void
  /** Some were missed, nobody knows which: forget everything. */
  onGap(): void
  /** Nothing is heard until `onRestored`: what is kept here may be out of date. */
  onLost?(): void
  /** It hears again, and has been told all it missed. */
  onRestored?(): void
}

/**
 * Tells all servers what to forget, for values that each keeps in its own memory.
 *
 * A server does not hear what it published itself. When its connection was lost, it is told to forget everything if,
 * and only if, something was published meanwhile; with an `outbox` it is told just what. While the connection is lost
 * nothing is heard: a cache that must not serve old values then can stop serving from `onLost` to `onRestored`.
 *
 * @example
 * ```ts
 * import { InvalidationBus } from 'redis-patterns/pubsub'
 *
 * const [here, there] = [new InvalidationBus(redis, { name: 'prices' }), new InvalidationBus(redis, { name: 'prices' })]
 * const memory = new Map([['apple', 3], ['pear', 4]])
 * await here.listen({
 *   onInvalidate: ({ keys }) => keys.forEach((key) => memory.delete(key)),
 *   onGap: () => memory.clear(),
 * })
 * await there.invalidate({ keys: ['apple'] })
 * while (memory.size === 2) await redis.ping() // It comes a moment later.
 * memory.has('pear') // -> true
 * await here.close()
 * await there.close()
 * ```
 */
export class InvalidationBus implements AsyncDisposable {
  readonly #topic: Topic<Invalidation>

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: InvalidationBusOptions) {
    this.#topic = new Topic<Invalidation>(redis, options)
  }

  /**
   * Tells all other servers to forget these keys and everything with these tags. One EVALSHA.
   *
   * @example
   * ```ts
   * const bus = new InvalidationBus(redis, { name: 'prices' })
   * const { seq } = await bus.invalidate({ keys: ['apple'], tags: ['fruit'] })
   * seq // -> 1
   * await bus.close()
   * ```
   */
  invalidate({ keys = [], tags = [] }: Partial<Invalidation>): Promise<Published> {
    return this.#topic.publish({ keys, tags })
  }

  /**
   * Hears of what other servers invalidate, from the moment that it resolves. Costs as `Topic.subscribe`.
   *
   * @throws as `Topic.subscribe`.
   * @example
   * ```ts
   * const bus = new InvalidationBus(redis, { name: 'prices' })
   * const memory = new Map()
   * const subscription = await bus.listen({ onInvalidate: () => memory.clear(), onGap: () => memory.clear() })
   * await subscription.close()
   * await bus.close()
   * ```
   */
  listen(listener: InvalidationListener, { signal }: { signal?: AbortSignal } = {}): Promise<Subscription> {
    return this.#topic.subscribe(
      ({ origin, value }) => {
        if (origin !== this.#topic.origin) listener.onInvalidate(value)
      },
      {
        onGap: () => listener.onGap(),
        onLost: () => listener.onLost?.(),
        onRestored: () => listener.onRestored?.(),
        ...(signal && { signal }),
      },
    )
  }

  /**
   * Ends listening, and the connection. `invalidate` goes on working. Again: nothing.
   *
   * @example
   * ```ts
   * const bus = new InvalidationBus(redis, { name: 'prices' })
   * await bus.close()
   * ```
   */
  close(): Promise<void> {
    return this.#topic.close()
  }

  /** As `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
