import { type Now, timeArgument } from '../_kit/clock.js'
import { guarded, type Hook } from '../_kit/hook.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { SessionEvent, SessionOperation } from './events.js'
import { type Content, decodeFields, type Fields } from './fields.js'
import { checkLife, type SessionOptions } from './options.js'
import { type Place, Places } from './places.js'
import { type Ids, parseId } from './tokens.js'

/** The options, checked and turned into what the operations work with. */
export class Context {
  readonly places: Places
  readonly idleMs: number
  readonly absoluteMs: number
  readonly ids: Ids | undefined
  readonly tell: Hook<SessionEvent>
  readonly #now: Now | undefined

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(
    readonly redis: RedisLike,
    options: SessionOptions,
  ) {
    checkLife(options)
    this.places = new Places(options)
    this.idleMs = options.idleMs
    this.absoluteMs = options.absoluteMs
    this.ids = options.ids
    this.tell = guarded(options.onEvent)
    this.#now = options.now
  }

  /** An argument of every script. */
  get now(): number | '' {
    return timeArgument(this.#now)
  }

  /** The arguments of scripts that put off the expiry. */
  get life() {
    return { now: this.now, idleMs: this.idleMs, absoluteMs: this.absoluteMs }
  }

  /** Where the session of a cookie is; null when the cookie holds nothing that can be an id. */
  find(id: unknown, operation: SessionOperation): Place | null {
    const known = parseId(id)
    if (known !== null) return this.places.ofId(known)
    this.tell({ type: 'malformed', operation })
    return null
  }

  /** What a hash holds; null when there is none, or when it has expired by the caller's clock. */
  liveContent<Data>(fields: Fields): Content<Data> | null {
    const content = decodeFields<Data>(fields)
    // Without a clock of the caller's, the server has deleted what has expired.
    const over = content && this.#now && content.expiresAtMs <= this.#now()
    return over ? null : content
  }
}
