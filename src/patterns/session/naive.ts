import { randomUUID } from 'node:crypto'
import type { RedisLike } from '../_kit/redis-like.js'

/** What a naive session holds: whatever was put into it. */
type Data = Record<string, unknown>

/**
 * The sessions that tutorials carry, with their faults, for comparison. Do not use them.
 *
 * Each call is right when it is the only one. The faults show when a server crashes, when a user stays for long, when a
 * browser sends two requests at the same time, and when somebody wants in who should not be in.
 */
export class NaiveSessions {
  readonly #redis: RedisLike
  readonly #prefix: string
  readonly #ttlSeconds: number

  constructor(redis: RedisLike, { prefix, ttlSeconds }: { prefix: string; ttlSeconds: number }) {
    this.#redis = redis
    this.#prefix = prefix
    this.#ttlSeconds = ttlSeconds
  }

  /**
   * Fault: ids that can be guessed. Whoever gets session 41 tries 40 and 42. (`Math.random()` only looks better.)
   *
   * Fault: two steps. A crash between them leaves a session that never expires.
   */
  // #region create
  async create(data: Data): Promise<string> {
    const id = String(await this.#redis.incr(`${this.#prefix}ids`))
    await this.#redis.hset(this.#key(id), 'data', JSON.stringify(data))
    await this.#redis.expire(this.#key(id), this.#ttlSeconds)
    return id
  }
  // #endregion

  /** Fault: a fixed expiry. However active its user is, the session ends when it was told at the start. */
  async get(id: string): Promise<Data | null> {
    const data = await this.#redis.hget(this.#key(id), 'data')
    return data === null ? null : (JSON.parse(data) as Data)
  }

  /**
   * Fault: all data in one text, which is read, changed and written back. Of two requests at the same time, the later
   * one writes back what it read, and the change of the other is gone.
   *
   * Fault: a late save brings a session back that was destroyed meanwhile, and now it never expires.
   */
  // #region update
  async update(id: string, changes: Data): Promise<void> {
    const data = await this.get(id)
    if (data === null) return
    await this.#redis.hset(this.#key(id), 'data', JSON.stringify({ ...data, ...changes }))
  }
  // #endregion

  /** Fault: the id stays. Whoever planted it in the browser before the sign-in, is signed in too: session fixation. */
  // #region sign-in
  async signIn(id: string, userId: string): Promise<string> {
    await this.update(id, { userId })
    return id
  }
  // #endregion

  async destroy(id: string): Promise<void> {
    await this.#redis.del(this.#key(id))
  }

  /** Fault: KEYS reads every key of the server, and everybody else waits. On a cluster it sees one node. */
  // #region list
  async list(userId: string): Promise<Data[]> {
    const keys = await this.#redis.keys(`${this.#prefix}session:*`)
    const found: Data[] = []
    for (const key of keys) {
      const data = await this.#redis.hget(key, 'data')
      const session = data === null ? {} : (JSON.parse(data) as Data)
      if (session.userId === userId) found.push(session)
    }
    return found
  }
  // #endregion

  /**
   * Instead of KEYS: a set of the ids of each user, which every sign-in has to add to.
   *
   * Fault: the set does not hear that a session has expired. It grows with every sign-in, and never ends itself.
   *
   * Fault: `logOutEverywhere` works through what it has read. A session that comes meanwhile stays, and as the set is
   * deleted at the end, nothing knows of it any more.
   */
  // #region index
  async remember(userId: string, id: string): Promise<void> {
    await this.#redis.sadd(this.#index(userId), id)
  }

  remembered(userId: string): Promise<string[]> {
    return this.#redis.smembers(this.#index(userId))
  }

  async logOutEverywhere(userId: string): Promise<number> {
    const ids = await this.remembered(userId)
    for (const id of ids) await this.destroy(id)
    await this.#redis.del(this.#index(userId))
    return ids.length
  }
  // #endregion

  #key(id: string): string {
    return `${this.#prefix}session:${id}`
  }

  #index(userId: string): string {
    return `${this.#prefix}user:${userId}`
  }
}

/**
 * Sessions without Redis, as a framework has them before it is told where to keep them.
 *
 * Fault: they are in the memory of one server. The others do not know them, and neither does this one after a restart.
 */
// #region memory
export class MemorySessions {
  readonly #sessions = new Map<string, Data>()

  create(data: Data): string {
    const id = randomUUID()
    this.#sessions.set(id, data)
    return id
  }

  get(id: string): Data | null {
    return this.#sessions.get(id) ?? null
  }
}
// #endregion
