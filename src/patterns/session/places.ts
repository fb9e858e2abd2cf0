import { type KeyBuilder, keyBuilder } from '../_kit/keys.js'
import { literal } from './scan.js'
import { digest, handleOf, tagIn, tagOf } from './tokens.js'
import type { SessionHandle, SessionId } from './types.js'

/** Where a session is kept, in one slot with the index of its user. */
export interface Place {
  readonly session: string
  readonly index: string
  readonly handle: SessionHandle
  /** The last part of the session's key: what the index has of it. */
  readonly digest: string
}

/** Where the sessions of one user are. */
export interface UserPlace {
  readonly tag: string
  readonly index: string
}

/** The keys: `app:{session:Xk3dQ2}:<hash of the id>` and `app:{session:Xk3dQ2}:index`. */
export class Places {
  readonly #prefix: string
  readonly #name: string

  /** @throws {TypeError} when the name or the prefix has a brace. */
  constructor({ prefix = '', name = 'session' }: { prefix?: string | undefined; name?: string | undefined }) {
    keyBuilder({ prefix, name }) // Better now than at the first request.
    this.#prefix = prefix
    this.#name = name
  }

  ofId(id: SessionId): Place {
    return this.#place(tagIn(id), digest(id))
  }

  /** For ids that are not ours: any text. */
  ofForeignId(id: string): Place {
    const hashed = digest(id)
    return this.#place(tagIn(hashed), hashed)
  }

  ofUser(userId: string): UserPlace {
    const tag = tagOf(userId)
    return { tag, index: this.#keys(tag)('index') }
  }

  /** One of those that the index of a user has. */
  inIndexOf(user: UserPlace, digest: string): Place {
    return this.#place(user.tag, digest)
  }

  /** Matches the key of every session, and of nothing else. */
  get pattern(): string {
    const [prefix, name] = [literal(this.#prefix), literal(this.#name)]
    return keyBuilder({ prefix, name: `${name}:??????` })('?'.repeat(43))
  }

  #place(tag: string, digest: string): Place {
    const key = this.#keys(tag)
    return { session: key(digest), index: key('index'), handle: handleOf(tag, digest), digest }
  }

  #keys(tag: string): KeyBuilder {
    return keyBuilder({ prefix: this.#prefix, name: `${this.#name}:${tag}` })
  }
}
