import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../../../engine/engine.js'
import { NaiveSessions } from '../../../patterns/session/naive.js'
import { SessionStore } from '../../../patterns/session/index.js'
import type { Place, Version } from '../../../race/define.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'

export const TTL_MS = 30 * 60_000
export const USER = 'ada'
const LATER_MS = 10_000

/** The library's own sessions. */
export const safeSessions: Version<SessionUnderTest> = {
  title: 'SessionStore of redis-patterns',
  make(redis, { prefix, ids, now }) {
    const sessions = new SessionStore(redis, { prefix, idleMs: TTL_MS, absoluteMs: TTL_MS, ids, now })
    return {
      create: async (userId) => (await sessions.create({}, { userId })).id,
      get: async (id) => (await sessions.get(id))?.data ?? null,
      update: (id, changes) => sessions.update(id, changes),
      destroyAll: (userId) => sessions.destroyAll(userId),
    }
  },
}

export const naiveSessions: Version<SessionUnderTest> = {
  title: 'one JSON text, and a set of ids',
  make(redis, place) {
    const sessions = new NaiveSessions(redis, { prefix: place.prefix, ttlSeconds: TTL_MS / 1000 })
    return {
      async create(userId) {
        const id = await hsetThenExpire(redis, place)
        await sessions.remember(userId, id)
        return id
      },
      get: (id) => sessions.get(id),
      update: (id, changes) => sessions.update(id, changes),
      destroyAll: (userId) => sessions.logOutEverywhere(userId),
    }
  },
}

/** The naive way to make a session, without the counter of the naive ids. */
export async function hsetThenExpire(redis: Connection, { prefix, ids }: Place): Promise<string> {
  const id = ids()
  await redis.hset(`${prefix}session:${id}`, 'data', '{}')
  await redis.expire(`${prefix}session:${id}`, TTL_MS / 1000)
  return id
}

/** Resolves when all is quiet: time passes when nobody else can go on. */
export function later(): Promise<void> {
  return sleep(LATER_MS)
}
