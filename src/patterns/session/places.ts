import { keyBuilder } from '../_kit/keys.js'
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

const INDEX = 'index'

/** The keys: `app:{session:Xk3dQ2}:<hash of the id>` and `app:{session:Xk3dQ2}:index`. */
export class Places {
  /** `app:{session:`, which the tag and the brace go behind. */
  readonly #head: string

  /** @throws {TypeError} when the name or the prefix has a brace. */
  constructor({ prefix, name = 'session' }: { prefix?: string | undefined; name?: string | undefined }) {
    this.#head = `${keyBuilder({ prefix, name })().slice(0, -1)}:`
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
    return { tag, index: this.#base(tag) + INDEX }
  }

  /** One of those that the index of a user has. */
  inIndexOf(user: UserPlace, digest: string): Place {
    return this.#place(user.tag, digest)
  }

  /** Matches the key of every session, and of nothing else. */
  get pattern(): string {
    return literal(this.#head) + '?'.repeat(6) + '}:' + '?'.repeat(43)
  }

  #place(tag: string, digest: string): Place {
    const base = this.#base(tag)
    return { session: base + digest, index: base + INDEX, handle: handleOf(tag, digest), digest }
  }

  #base(tag: string): string {
    return `${this.#head}${tag}}:`
  }
}
