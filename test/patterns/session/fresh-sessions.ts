import { createHash } from 'node:crypto'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { type SessionEvent, type SessionOptions, SessionStore } from '../../../src/patterns/session/index.js'
import { freshName } from '../support/servers.js'
import { HOUR, MINUTE } from './times.js'

/** Sessions of half an hour, for at most eight, by a clock that stands until it is set. */
export function freshSessions<Data extends object = Record<string, unknown>>(
  redis: RedisLike,
  options: Partial<SessionOptions> = {},
) {
  const clock = { ms: Date.UTC(2026, 10, 23) }
  const events: SessionEvent[] = []
  const name = freshName()
  const sessions = new SessionStore<Data>(redis, {
    name,
    idleMs: 30 * MINUTE,
    absoluteMs: 8 * HOUR,
    now: () => clock.ms,
    onEvent: (event) => events.push(event),
    ...options,
  })
  return { sessions, clock, events, name }
}

/** Where a session is kept, to look at it beside the library. */
export function keyOf(name: string, handle: string): string {
  const [tag, digest] = handle.split('.')
  return `{${name}:${tag}}:${digest}`
}

export function indexOf(name: string, handle: string): string {
  return `{${name}:${handle.slice(0, 6)}}:index`
}

/** Where express-session's session of that id is kept. */
export function keyOfForeign(name: string, id: string): string {
  const digest = createHash('sha256').update(id).digest('base64url')
  return keyOf(name, `${digest.slice(0, 6)}.${digest}`)
}
