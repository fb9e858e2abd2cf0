import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** The sessions of a web application, as `redis-patterns race session` runs them. */
export interface SessionUnderTest {
  /** Signs a user in: a new session, which ends by itself. Its id, which the browser keeps. */
  create(userId: string): Promise<string>
  /** The fields that were set; null when the session has ended. */
  get(id: string): Promise<object | null>
  /** Sets fields and leaves the others as they are. A session that has ended stays ended. */
  update(id: string, changes: Record<string, string>): Promise<unknown>
  /** "Log out everywhere": ends every session that the user has. */
  destroyAll(userId: string): Promise<unknown>
}

export interface SessionRaceOptions extends RaceOptions {
  /** A session must end after so long. */
  ttlMs: number
}

/** The default export of a file for `--impl`. */
export type MakeSession = (redis: Redis, options: SessionRaceOptions) => SessionUnderTest
