import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'

/**
 * The publish and subscribe that tutorials carry, with its faults, for comparison. Do not use it.
 *
 * It is right as long as everybody is there all the time. The faults show when nobody listens yet, when a
 * connection breaks for a moment, and when a handler fails.
 */
export class NaiveTopic<Message = unknown> {
  readonly channel: string
  readonly #redis: RedisLike

  constructor(redis: RedisLike, { prefix, name }: { prefix?: string; name: string }) {
    this.#redis = redis
    this.channel = keyBuilder({ prefix, name })()
  }

  /**
   * Fault: fire and forget. When nobody listens at this moment, the answer is 0, and the message is gone: whoever
   * comes a moment later never hears of it.
   */
  // #region publish
  async publish(message: Message): Promise<number> {
    return this.#redis.publish(this.channel, JSON.stringify(message))
  }
  // #endregion

  /**
   * Fault: losses that nobody notices. When the connection breaks, the client connects and subscribes again by
   * itself; what was published meanwhile is missing, and messages have no numbers by which to see it.
   *
   * Fault: the client now listens, and by the older protocol (RESP2) every other command on it is refused. The
   * tutorial says "make a second client" only after that error.
   *
   * Fault: what the handler throws, and what is no JSON, ends in an uncaught exception, which ends the process. And
   * an async handler is not waited for, so that two messages are handled at the same time, in any order.
   */
  // #region subscribe
  async subscribe(handler: (message: Message) => unknown): Promise<void> {
    this.#redis.on('message', (channel: string, text: string) => {
      if (channel === this.channel) handler(JSON.parse(text) as Message)
    })
    await this.#redis.subscribe(this.channel)
  }
  // #endregion
}
