import { hash } from 'node:crypto'
import { randomId } from '../_kit/ids.js'
import type { SessionHandle, SessionId } from './types.js'

const TAG_LETTERS = 6
const SECRET = /^[\w-]{1,128}$/
const ID = /^[\w-]{6}\.[\w-]{1,128}$/
const HANDLE = /^[\w-]{6}\.[\w-]{43}$/

/** Makes the secret part of an id. */
export type Ids = () => string

/** @throws {TypeError} when the caller's ids are not fit for a cookie. */
export function newId(ids: Ids = randomId, tag?: string): SessionId {
  const secret = ids()
  if (!SECRET.test(secret)) throw new TypeError(`ids must give 1 to 128 of A-Z a-z 0-9 _ -; got ${secret}`)
  return `${tag ?? tagOf(secret)}.${secret}` as SessionId
}

/** What a cookie held, if it can be an id. */
export function parseId(text: unknown): SessionId | null {
  return typeof text === 'string' && ID.test(text) ? (text as SessionId) : null
}

/** The hash part of a handle, if it is one. */
export function digestOf(handle: unknown): string | null {
  return typeof handle === 'string' && HANDLE.test(handle) ? handle.slice(TAG_LETTERS + 1) : null
}

/** 36 bits of a hash. The same for all ids of a user, so that a cluster keeps them in one slot. */
export function tagOf(text: string): string {
  return tagIn(digest(text))
}

/** What an id, a handle and a hash begin with. */
export function tagIn(id: string): string {
  return id.slice(0, TAG_LETTERS)
}

/** Redis has only this of an id, so that nobody who sees the keys can open a session. 256 random bits need no salt. */
export function digest(id: string): string {
  return hash('sha256', id, 'base64url')
}

export function handleOf(tag: string, digest: string): SessionHandle {
  return `${tag}.${digest}` as SessionHandle
}
