import type { Connection } from '../../engine/engine.js'
import { SessionStore } from '../../patterns/session/index.js'
import { NaiveSessions } from '../../patterns/session/naive.js'
import { seededIds } from './ids.js'
import type { SessionStage } from './params.js'

export type Data = Record<string, unknown>

/** What an application does with sessions. The loads are written once, against this. */
export interface Sessions {
  create(data: Data): Promise<string>
  /** With `userId` when somebody is signed in. */
  get(id: string): Promise<Data | null>
  /** What a request does: reads the session with one command, and saves what has changed. */
  save(id: string, changes: Data): Promise<unknown>
  /** The session's id from now on. */
  signIn(id: string, userId: string): Promise<string>
  destroy(id: string): Promise<unknown>
}

/** Sessions of one name, over a connection. */
export type Open = (connection: Connection) => Sessions

export type Version = (stage: SessionStage, name: string) => Open

/** `naive.create` is INCR, HSET, EXPIRE. */
export const naive: Version = (stage, name) => (connection) => {
  const sessions = naiveStore(stage, name, connection)
  return {
    create: (data) => sessions.create(data),
    get: (id) => sessions.get(id),
    save: (id, changes) => sessions.update(id, changes),
    signIn: (id, userId) => sessions.signIn(id, userId),
    destroy: (id) => sessions.destroy(id),
  }
}

export const safe: Version = (stage, name) => (connection) => {
  const sessions = safeStore(stage, name, connection)
  const get = async (id: string) => {
    const session = await sessions.get(id)
    return session && { ...session.data, ...(session.userId && { userId: session.userId }) }
  }
  return {
    create: async (data) => (await sessions.create(data)).id,
    get,
    save: async (id, changes) => (await get(id)) !== null && (await sessions.update(id, changes)),
    signIn: async (id, userId) => (await sessions.rotate(id, { userId }))?.id ?? id,
    destroy: (id) => sessions.destroy(id),
  }
}

/** How often longer a session lives at most than without a request. */
export const CAP = 4

export function safeStore(stage: SessionStage, name: string, connection: Connection): SessionStore {
  return new SessionStore(connection, {
    prefix: stage.namespace,
    name,
    idleMs: stage.params.ttl,
    absoluteMs: CAP * stage.params.ttl,
    now: stage.clock.now,
    ids: seededIds(stage.rng),
  })
}

export function naiveStore(stage: SessionStage, name: string, connection: Connection): NaiveSessions {
  return new NaiveSessions(connection, {
    prefix: `${stage.namespace}${name}:`,
    ttlSeconds: Math.ceil(stage.params.ttl / 1000),
  })
}

/** Where the naive version keeps a session. */
export function naiveKey(stage: SessionStage, name: string, id: string): string {
  return `${stage.namespace}${name}:session:${id}`
}
