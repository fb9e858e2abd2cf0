import type { RedisLike } from '../_kit/redis-like.js'
import { Context } from './context.js'
import { create, destroy, get, touch, update } from './one-session.js'
import type { SessionOptions } from './options.js'
import { rotate } from './rotate.js'
import type { Changes, ListedSession, Session, SessionHandle } from './types.js'
import { destroyAll, list, revoke } from './user-sessions.js'

/**
 * Sessions of a web application, for any number of servers: each a hash of its own, which expires by itself.
 *
 * Expiry slides with use and ends at a cap. Requests that change different fields at the same time lose nothing. A
 * session that has ended stays ended, however late a request writes to it. Redis has only a hash of the id, so that a
 * dump of it signs nobody in. Every method but `list`, `destroyAll` and a sign-in on a cluster is one command.
 * What is given as an id may be anything that came with a cookie: what cannot be an id is answered like an unknown one.
 *
 * Source: the OWASP Session Management Cheat Sheet; the index is a sorted set by expiry.
 *
 * @example
 * ```ts
 * import { SessionStore } from 'redis-patterns/session'
 *
 * const sessions = new SessionStore(redis, { idleMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 })
 * const visit = await sessions.create({ cart: ['tea'] })
 * const signedIn = await sessions.rotate(visit.id, { userId: 'ada' })
 * signedIn?.data // -> { cart: ['tea'] }
 * await sessions.get(visit.id) // -> null
 * ```
 */
export class SessionStore<Data extends object = Record<string, unknown>> {
  readonly #context: Context

  /**
   * Sends nothing. The client stays the caller's: it is neither configured nor closed.
   *
   * @throws {TypeError} when an option is not what it should be; the message says what to pass.
   */
  constructor(redis: RedisLike, options: SessionOptions) {
    this.#context = new Context(redis, options)
  }

  /**
   * A new session, with its expiry in the same step. One EVALSHA.
   *
   * @param data Each field is stored as JSON by itself: a Date comes back as text, so store its number.
   * @param options `userId`: who is signed in. Better sign in with {@link rotate}, which keeps the visitor's data.
   * @throws {TypeError} when a field is of a kind that JSON cannot hold, or the user id is empty.
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 })
   * const { id, data } = await sessions.create({ roles: ['admin'], visits: 1 }, { userId: 'ada' })
   * data // -> { roles: ['admin'], visits: 1 }
   * id.length // -> 50
   * ```
   */
  create(data: Data, { userId }: { userId?: string } = {}): Promise<Session<Data>> {
    return create(this.#context, data, userId)
  }

  /**
   * The session; null when it has ended or never was. One HGETALL; one EVALSHA with `touch`.
   *
   * @param options `touch`: put off its expiry in the same step, as for every request of its user.
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 })
   * const { id } = await sessions.create({ cart: ['tea'] })
   * const session = await sessions.get(id, { touch: true })
   * session?.data // -> { cart: ['tea'] }
   * await sessions.get('from an old cookie') // -> null
   * ```
   */
  get(id: string | undefined, { touch = false } = {}): Promise<Session<Data> | null> {
    return get(this.#context, id, touch)
  }

  /**
   * Puts off the expiry: `idleMs` from now, never beyond the cap. When it expires then, in milliseconds since 1970;
   * null when it has ended. One EVALSHA.
   *
   * @example
   * ```ts
   * const now = () => 1_000_000
   * const sessions = new SessionStore(redis, { idleMs: 60_000, absoluteMs: 3_600_000, now })
   * const { id } = await sessions.create({})
   * await sessions.touch(id) // -> 1060000
   * ```
   */
  touch(id: string | undefined): Promise<number | null> {
    return touch(this.#context, id)
  }

  /**
   * Sets and removes single fields, and leaves all others as they are, whoever else writes them. Does not put off the
   * expiry. False when the session has ended: it is not brought back. One EVALSHA.
   *
   * Of two requests that set the same field, the later one wins: put into one field what belongs together.
   *
   * @throws {TypeError} when a field is of a kind that JSON cannot hold.
   * @example
   * ```ts
   * const sessions = new SessionStore<{ cart: string[]; coupon?: string }>(redis, { idleMs: 60_000, absoluteMs: 3_600_000 })
   * const { id } = await sessions.create({ cart: [], coupon: 'SPRING' })
   * await sessions.update(id, { cart: ['tea'], coupon: undefined }) // -> true
   * const session = await sessions.get(id)
   * session?.data // -> { cart: ['tea'] }
   * ```
   */
  update(id: string | undefined, changes: Changes<Data>): Promise<boolean> {
    return update(this.#context, id, changes)
  }

  /**
   * Gives the session a new id; the old one opens nothing any more. With `userId` that user signs in, and the session's
   * life begins anew. Call it at every sign-in: an id that was planted in the browser before is then worth nothing.
   * Null when the session has ended. One EVALSHA; on a cluster a sign-in is two, as the session moves to its user's slot.
   *
   * @throws {SessionLostError} when the second of two steps failed; the session is then lost.
   * @throws {TypeError} when the user id is empty.
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 60_000, absoluteMs: 3_600_000 })
   * const visit = await sessions.create({ cart: ['tea'] })
   * const session = await sessions.rotate(visit.id, { userId: 'ada' })
   * session?.userId // -> 'ada'
   * await sessions.rotate(visit.id) // -> null
   * ```
   */
  rotate(id: string | undefined, { userId }: { userId?: string } = {}): Promise<Session<Data> | null> {
    return rotate(this.#context, id, userId)
  }

  /**
   * Ends the session: sign-out. False when it had ended before. One EVALSHA.
   *
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 60_000, absoluteMs: 3_600_000 })
   * const { id } = await sessions.create({})
   * await sessions.destroy(id) // -> true
   * await sessions.destroy(id) // -> false
   * ```
   */
  destroy(id: string | undefined): Promise<boolean> {
    return destroy(this.#context, id)
  }

  /**
   * The sessions of a user, the one that expires last first. One EVALSHA, and one HGETALL for each: two round trips.
   *
   * @throws {TypeError} when the user id is empty.
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 60_000, absoluteMs: 3_600_000 })
   * await sessions.create({ device: 'phone' }, { userId: 'ada' })
   * const devices = await sessions.list('ada')
   * devices.map(({ data }) => data) // -> [{ device: 'phone' }]
   * ```
   */
  list(userId: string): Promise<ListedSession<Data>[]> {
    return list(this.#context, userId)
  }

  /**
   * Ends one session of a user's list. False when it has ended, or is not that user's: the handle may come from a
   * form. One EVALSHA.
   *
   * @throws {TypeError} when the user id is empty.
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 60_000, absoluteMs: 3_600_000 })
   * const { handle } = await sessions.create({ device: 'phone' }, { userId: 'ada' })
   * await sessions.revoke('grace', handle) // -> false
   * await sessions.revoke('ada', handle) // -> true
   * ```
   */
  revoke(userId: string, handle: SessionHandle): Promise<boolean> {
    return revoke(this.#context, userId, handle)
  }

  /**
   * Ends all sessions that a user has at one moment: "log out everywhere". The number of those that ended. Two EVALSHA;
   * two more each time that a session of the user came or was rotated between them.
   *
   * @param options `except`: the id of the session that stays.
   * @throws {TypeError} when the user id is empty.
   * @example
   * ```ts
   * const sessions = new SessionStore(redis, { idleMs: 60_000, absoluteMs: 3_600_000 })
   * await sessions.create({ device: 'phone' }, { userId: 'ada' })
   * const { id } = await sessions.create({ device: 'laptop' }, { userId: 'ada' })
   * await sessions.destroyAll('ada', { except: id }) // -> 1
   * await sessions.destroyAll('ada') // -> 1
   * ```
   */
  destroyAll(userId: string, { except }: { except?: string | undefined } = {}): Promise<number> {
    return destroyAll(this.#context, userId, except)
  }
}
