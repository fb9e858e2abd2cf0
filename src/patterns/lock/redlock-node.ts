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
    const redis = this.#redis
    // A client with a key prefix does not put it before the keys of commands that it does not know.
    const plain = !redis.options.keyPrefix
    if (plain && (await supports(redis, 'delifeq'))) return one(redis.call('DELIFEQ', this.#key, token))
    if (plain && (await supports(redis, 'delex'))) return one(redis.call('DELEX', this.#key, 'IFEQ', token))
    return deleteIfScript.run(redis, { lock: this.#key }, { token })
  }
}

async function one(reply: Promise<unknown>): Promise<boolean> {
  return Number(await reply) === 1
}
