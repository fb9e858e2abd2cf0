import { isReply } from '../_kit/blocking-client.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { supports } from '../_kit/supports.js'
import { deleteIfScript, extendScript } from './scripts.js'
import type { LockToken } from './types.js'

/** The lock on one of several independent servers. Every method is one command. */
export class RedlockNode {
  readonly #redis: RedisLike
  readonly #key: string

  constructor(redis: RedisLike, key: string) {
    this.#redis = redis
    this.#key = key
  }

  async take(token: LockToken, ttlMs: number): Promise<boolean> {
    return (await this.#redis.set(this.#key, token, 'PX', ttlMs, 'NX')) !== null
  }

  extend(token: LockToken, ttlMs: number): Promise<boolean> {
    return extendScript.run(this.#redis, { lock: this.#key }, { token, ttlMs })
  }

  /** Compares and deletes: DELIFEQ (Valkey 9), DELEX (Redis 8.4), or a script. */
  async remove(token: LockToken): Promise<boolean> {
    const removed = await this.#removeByCommand(token)
    return removed ?? deleteIfScript.run(this.#redis, { lock: this.#key }, { token })
  }

  /** Undefined when the server has no such command, or refuses it: an older one took over, or the user may not. */
  async #removeByCommand(token: LockToken): Promise<boolean | undefined> {
    const redis = this.#redis
    // In a command that is new to it, a client does not see the key: to put its prefix there, or to find its node.
    if (redis.options.keyPrefix || 'nodes' in redis) return undefined
    try {
      if (await supports(redis, 'delifeq')) return Number(await redis.call('DELIFEQ', this.#key, token)) === 1
      if (await supports(redis, 'delex'))
        return Number(await redis.call('DELEX', this.#key, 'IFEQ', token)) === 1
    } catch (error) {
      if (!isReply(error)) throw error
    }
    return undefined
  }
}
