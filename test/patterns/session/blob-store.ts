import session from 'express-session'
import type { Redis } from 'ioredis'

type Done<Result = unknown> = (error: unknown, result?: Result) => void

/** A store as most are: the whole session as one text, written whole at every save. */
export class BlobStore extends session.Store {
  readonly #redis: Redis
  readonly #prefix: string

  constructor(redis: Redis, prefix: string) {
    super()
    this.#redis = redis
    this.#prefix = prefix
  }

  get(id: string, done: Done<session.SessionData | null>): void {
    void this.#redis.get(this.#prefix + id, (error, text) => {
      done(error, text ? (JSON.parse(text) as session.SessionData) : null)
    })
  }

  set(id: string, data: session.SessionData, done: Done = () => {}): void {
    void this.#redis.set(this.#prefix + id, JSON.stringify(data), 'EX', 60, done)
  }

  destroy(id: string, done: Done = () => {}): void {
    void this.#redis.del(this.#prefix + id, done)
  }
}
