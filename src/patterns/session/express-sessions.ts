import type { Context } from './context.js'
import { type Cookie, lifeOf } from './express-cookie.js'
import { dataFields, storedName } from './fields.js'
import { LONGEST_MS } from './options.js'
import { scan } from './scan.js'
import { createScript, destroyScript, updateScript } from './scripts.js'

/** A session as express-session gives it, or gets it: fields of any name, and its cookie. */
export type ExpressData = Record<string, unknown> & { cookie?: Cookie }

/** What a request knows of a session that it has. */
interface Held {
  readonly id: string
  /** The fields that it loaded, or saved since. Missing: the session is new. */
  stored?: Stored
  /** The save that is under way: the next one waits for it. */
  saving: Promise<void>
}
type Stored = ReadonlyMap<string, string>
type Field = [storedName: string, json: string]

/** Sessions with the ids and cookies of express-session, which saves whole sessions: of those only changes are written. */
export class ExpressSessions {
  readonly #context: Context
  readonly #held = new WeakMap<object, Held>()

  constructor(context: Context) {
    this.#context = context
  }

  async load(id: string): Promise<ExpressData | null> {
    const { session, handle } = this.#context.places.ofForeignId(id)
    const fields = await this.#context.redis.hgetall(session)
    const content = this.#context.liveContent<ExpressData>(fields)
    this.#context.tell(content ? { type: 'read', handle } : { type: 'missed', operation: 'get', handle })
    if (content === null) return null
    this.#held.set(content.data, { id, stored: new Map(dataFields(fields)), saving: Promise.resolve() })
    return content.data
  }

  /** The request goes on with `session`, which was made of `loaded`. */
  opened(loaded: object, session: object): void {
    const held = this.#held.get(loaded)
    if (held) this.#held.set(session, held)
  }

  /** Creates a session that is new. Of one that was loaded, it writes what this request changed, if it is still there. */
  async save(id: string, session: ExpressData): Promise<void> {
    const held = this.#holding(id, session)
    const fields = new Map(encode(session))
    const lifeMs = this.#lifeOf(session.cookie)
    const saving = held.saving.then(() => this.#write(held, fields, lifeMs))
    held.saving = saving.catch(() => {}) // The next one tries again.
    await saving
  }

  /** Puts off the expiry, and keeps the cookie, which says until when. */
  async touch(id: string, { cookie }: ExpressData): Promise<void> {
    await this.#update('touch', id, { set: encode({ cookie }), removed: [] }, this.#lifeOf(cookie))
  }

  async destroy(id: string): Promise<void> {
    const { redis, places, now, tell } = this.#context
    const place = places.ofForeignId(id)
    const destroyed = await destroyScript.run(redis, place, { now, userId: '' })
    const { handle } = place
    tell(destroyed ? { type: 'destroyed', handle } : { type: 'missed', operation: 'destroy', handle })
  }

  async all(): Promise<ExpressData[]> {
    const found: ExpressData[] = []
    for await (const keys of this.#scan()) {
      const hashes = await Promise.all(keys.map((key) => this.#context.redis.hgetall(key)))
      for (const fields of hashes) {
        const content = this.#context.liveContent<ExpressData>(fields)
        if (content) found.push(content.data)
      }
    }
    return found
  }

  async clear(): Promise<void> {
    for await (const keys of this.#scan()) {
      await Promise.all(keys.map((key) => this.#context.redis.unlink(key)))
    }
  }

  #scan(): AsyncGenerator<string[]> {
    return scan(this.#context.redis, this.#context.places.pattern)
  }

  /** What is known of this session; nothing when it comes from elsewhere, or from another id. */
  #holding(id: string, session: object): Held {
    const known = this.#held.get(session)
    if (known?.id === id) return known
    const held: Held = { id, saving: Promise.resolve() }
    this.#held.set(session, held)
    return held
  }

  async #write(held: Held, fields: Stored, lifeMs: number): Promise<void> {
    if (held.stored) await this.#update('save', held.id, difference(held.stored, fields), lifeMs)
    else await this.#create(held.id, fields, lifeMs)
    held.stored = fields
  }

  async #create(id: string, fields: Stored, idleMs: number): Promise<void> {
    const { redis, places, life, tell } = this.#context
    const place = places.ofForeignId(id)
    await createScript.run(redis, place, { ...life, idleMs, userId: '', fields: [...fields].flat() })
    tell({ type: 'created', handle: place.handle })
  }

  async #update(operation: 'save' | 'touch', id: string, { set, removed }: Difference, idleMs: number) {
    const { redis, places, life, tell } = this.#context
    const place = places.ofForeignId(id)
    const changes = [...removed, ...set.flat()]
    const updated = await updateScript.run(redis, place, {
      ...life,
      idleMs,
      removed: removed.length,
      changes,
    })
    const { handle } = place
    const type = operation === 'save' ? 'updated' : 'touched'
    tell(updated === null ? { type: 'missed', operation, handle } : { type, handle })
  }

  /** 0 or less, of a cookie that is over: the session ends with the save. */
  #lifeOf(cookie: Cookie | undefined): number {
    return Math.min(lifeOf(cookie, this.#context.idleMs), LONGEST_MS)
  }
}

interface Difference {
  set: Field[]
  removed: string[]
}

function difference(before: Stored, after: Stored): Difference {
  return {
    set: [...after].filter(([name, json]) => before.get(name) !== json),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  }
}

/** Leaves out what JSON leaves out of an object, such as functions. */
function encode(session: object): Field[] {
  const fields = Object.entries(session).map(([name, value]) => [storedName(name), JSON.stringify(value)])
  return fields.filter((field): field is Field => field[1] !== undefined)
}
