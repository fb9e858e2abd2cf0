import { wholeNumber } from '../_kit/check.js'
import type { Now } from '../_kit/clock.js'
import type { Hook } from '../_kit/hook.js'
import type { SessionEvent } from './events.js'
import type { Ids } from './tokens.js'

/** How long sessions live, and where they are kept. Everyone who uses the same sessions must give the same options. */
export interface SessionOptions {
  /** Part of every key: `${prefix}{${name}:tag}:hash`. Text without braces. Default: `'session'`. */
  name?: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How long a session lives after it was last touched. Milliseconds. */
  idleMs: number
  /** How long it lives at most, however often it is touched. Milliseconds, `idleMs` or more. */
  absoluteMs: number
  /** The clock of the expiry, in milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
  /** Makes the secret part of an id, for runs that are to be the same each time. Default: 256 random bits. */
  ids?: Ids
  /** For metrics and logs. Called in the middle of the work: it must be quick. */
  onEvent?: Hook<SessionEvent>
}

/** A hundred years. */
export const LONGEST_MS = 100 * 365 * 86_400_000

/** @throws {TypeError} when they are not whole numbers of milliseconds, or contradict each other. */
export function checkLife({ idleMs, absoluteMs }: Pick<SessionOptions, 'idleMs' | 'absoluteMs'>): void {
  wholeNumber(idleMs, 'idleMs', 1, LONGEST_MS)
  wholeNumber(absoluteMs, 'absoluteMs', idleMs, LONGEST_MS)
}

/** @throws {TypeError} unless it is text that is not empty. */
export function checkUserId(userId: string): string {
  if (typeof userId === 'string' && userId !== '') return userId
  throw new TypeError(`userId must be text that is not empty; got ${userId}`)
}
