import book from '../../../src/commands/session/races/index.js'
import type { Connection } from '../../../src/engine/engine.js'
import { findEach, type Mutation } from '../../support/findings.js'
import { edit, split } from '../../support/mutant.js'

/** Faults put into the safe sessions, and the race that must find each. */
const MUTATIONS: Mutation[] = [
  [
    'write a session without an expiry',
    'crash',
    { 'create-session.lua': edit("redis.call('PEXPIRE', KEYS[1], expires - now)", '') },
  ],
  [
    'set the expiry in a second command',
    'crash',
    {
      'create-session.lua': split(async (redis, [session = ''], [now = '', idleMs = '', , userId = '']) => {
        const expires = Number(now) + Number(idleMs)
        await redis.hset(session, '@created', now, '@expires', expires, '@user', userId)
        await redis.pexpire(session, idleMs)
        return [Number(now), expires]
      }),
    },
  ],
  [
    'write all fields that they have read, with the changes among them',
    'lost-update',
    {
      'update-session.lua': split(async (redis, [session = ''], [, , , , name = '', value = '']) => {
        const fields = await redis.hgetall(session)
        await redis
          .multi()
          .del(session)
          .hset(session, { ...fields, [name]: value })
          .exec()
        return 1
      }),
    },
  ],
  [
    'set fields of a session that has ended',
    'revive',
    { 'update-session.lua': edit('if not session then\n  return\nend', '') },
  ],
  [
    'ask whether the session is there in one command and set fields in another',
    'revive',
    {
      'update-session.lua': split(async (redis, [session = ''], [, , , , ...changes]) => {
        if ((await redis.exists(session)) === 0) return null
        await redis.hset(session, ...changes)
        return 1
      }),
    },
  ],
  [
    'do not put a new session on the list',
    'logout',
    { 'create-session.lua': edit('enlist(KEYS[1], KEYS[2], expires)', '') },
  ],
  [
    'delete the list with the sessions that were seen, whatever has come since',
    'logout',
    {
      'destroy-sessions.lua': edit(/for _, each in ipairs[^]*?\nend\n/, "redis.call('DEL', KEYS[1])\n"),
    },
  ],
  ['end what they have seen one by one', 'logout', { 'destroy-sessions.lua': split(oneByOne) }],
]

async function oneByOne(redis: Connection, [index = '', ...sessions]: string[]): Promise<number> {
  for (const session of sessions) await redis.del(session)
  await redis.del(index)
  return sessions.length
}

findEach('sessions', book, MUTATIONS)
