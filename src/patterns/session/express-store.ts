import { callbackify } from 'node:util'
import type { RedisLike } from '../_kit/redis-like.js'
import { Context } from './context.js'
import type { SessionOperation } from './events.js'
import { type ExpressData, ExpressSessions } from './express-sessions.js'
import { LONGEST_MS, type SessionOptions } from './options.js'

/** As of `SessionStore`; all may be left out. */
export interface ExpressStoreOptions extends Omit<SessionOptions, 'idleMs' | 'absoluteMs' | 'ids'> {
  /** Part of every key. Another one than that of a `SessionStore`, for `clear` ends all of this name. Default: `'express'`. */
  name?: string
  /** How long a session lives untouched when its cookie lasts until the browser is closed. Milliseconds. Default: a day. */
  idleMs?: number
  /** How long any session lives at most, whatever its cookie says. Milliseconds. Default: no cap. */
  absoluteMs?: number
}

/** What `import session from 'express-session'` gives, as far as it is needed here. */
export interface ExpressSession<Store> {
  Store: abstract new () => Store
}

/** What the store has beyond what express-session asks of every store. */
export interface ExpressSessionStore {
  /** All sessions, without their ids. Reads the whole key space, as do the next two: for tools, not for requests. */
  all(callback: (error: unknown, sessions?: Record<string, unknown>[]) => void): void
  length(callback: (error: unknown, count?: number) => void): void
  clear(callback?: (error?: unknown) => void): void
}

type Done<Result = void> = (error: unknown, result?: Result) => void

/** What express-session's own class does, of which ours is made. */
interface Base {
  createSession(request: object, loaded: ExpressData): object
}

const DAY_MS = 86_400_000

/**
 * A store for express-session, on the same ground as `SessionStore`. It differs from stores that write the whole session
 * as one text at every save:
 *
 * - Of a session that was loaded, a save writes only the fields that this request changed. Requests that change
 *   different fields at the same time both keep their changes.
 * - Such a save never brings a session back that was destroyed or has expired meanwhile.
 * - Redis has a hash of the id in the cookie, not the id.
 *
 * The session lives as long as its cookie, which `rolling` and `touch` put off. What a request changes in a session that
 * has ended is dropped; `onEvent` tells of it. `get`, `set`, `touch` and `destroy` are one command each.
 *
 * Not here: the list of a user's sessions. express-session makes the id before it knows the user.
 *
 * Source: the store interface of express-session 1.19.
 *
 * @param session The package, so that this library need not depend on it: `import session from 'express-session'`.
 * @throws {TypeError} when an option is not what it should be; the message says what to pass.
 * @example
 * ```ts
 * import session from 'express-session'
 * import { expressSessionStore } from 'redis-patterns/session'
 *
 * const store = expressSessionStore(session, redis, { prefix: 'app:' })
 * const middleware = session({ store, secret: 'keep it out of the code', resave: false, saveUninitialized: false })
 * ```
 */
export function expressSessionStore<Store extends object>(
  session: ExpressSession<Store>,
  redis: RedisLike,
  options: ExpressStoreOptions = {},
): Store & ExpressSessionStore {
  const defaults = { name: 'express', idleMs: DAY_MS, absoluteMs: LONGEST_MS }
  const context = new Context(redis, { ...defaults, ...options })
  const sessions = new ExpressSessions(context)

  /** Without a callback nobody hears of an error but the hook. */
  const answer = <Result>(operation: SessionOperation, work: Promise<Result>, done?: Done<Result>) => {
    if (done) callbackify(() => work)(done)
    else work.catch((error: unknown) => context.tell({ type: 'failed', operation, error }))
  }

  class RedisSessionStore extends (session.Store as unknown as new () => Base) {
    get(id: string, done: Done<ExpressData | null>): void {
      answer('get', sessions.load(id), done)
    }
    set(id: string, data: ExpressData, done?: Done): void {
      answer('save', sessions.save(id, data), done)
    }
    touch(id: string, data: ExpressData, done?: Done): void {
      answer('touch', sessions.touch(id, data), done)
    }
    destroy(id: string, done?: Done): void {
      answer('destroy', sessions.destroy(id), done)
    }
    all(done: Done<ExpressData[]>): void {
      answer('all', sessions.all(), done)
    }
    length(done: Done<number>): void {
      const count = sessions.all().then((found) => found.length)
      answer('length', count, done)
    }
    clear(done?: Done): void {
      answer('clear', sessions.clear(), done)
    }
    override createSession(request: object, loaded: ExpressData): object {
      const opened = super.createSession(request, loaded)
      sessions.opened(loaded, opened)
      return opened
    }
  }
  return new RedisSessionStore() as unknown as Store & ExpressSessionStore
}
