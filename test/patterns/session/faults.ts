import type { Redis } from 'ioredis'
import { SessionStore } from '../../../src/patterns/session/index.js'
import { NaiveSessions } from '../../../src/patterns/session/naive.js'
import type { Workers } from '../../support/worker.js'
import { commandsRun, Gate } from '../support/commands.js'
import { freshName } from '../support/servers.js'
import { HOUR, MINUTE } from './times.js'

export type Kind = 'naive' | 'safe'

/** What an application does with sessions, whichever version it has. */
interface Subject {
  name: string
  /** The command that writes. */
  writes: string
  create(data: Record<string, unknown>): Promise<string>
  /** What every request of a user does. */
  get(id: string): Promise<unknown>
  update(id: string, changes: Record<string, unknown>): Promise<unknown>
  signIn(id: string, userId: string): Promise<string>
  destroy(id: string): Promise<unknown>
  list(userId: string): Promise<unknown[]>
}

const subjects: Record<Kind, (redis: Redis, name?: string) => Subject> = {
  naive(redis, name = freshName()) {
    const sessions = new NaiveSessions(redis, { prefix: `${name}:`, ttlSeconds: HOUR / 1000 })
    return Object.assign(sessions, { name, writes: 'hset' })
  },
  safe(redis, name = freshName()) {
    const sessions = new SessionStore(redis, { name, idleMs: HOUR, absoluteMs: 8 * HOUR })
    return {
      name,
      writes: 'evalsha',
      create: async (data) => (await sessions.create(data)).id,
      get: async (id) => (await sessions.get(id, { touch: true }))?.data ?? null,
      update: (id, changes) => sessions.update(id, changes),
      signIn: async (id, userId) => (await sessions.rotate(id, { userId }))?.id ?? '',
      destroy: (id) => sessions.destroy(id),
      list: (userId) => sessions.list(userId),
    }
  },
}

/** Of 5 app servers that are killed while they create a session, at each command in turn: how many leave one for ever. */
export async function immortal(kind: Kind, redis: Redis, url: string, program: Workers): Promise<number> {
  const rounds = Array.from({ length: 5 }, async () => {
    let found = 0
    for (let sent = 0, ended = false; !ended; sent++) {
      const name = freshName()
      ended = await createAndDie(program, [kind, url, name], sent)
      const ttls = await Promise.all((await hashes(redis, name)).map((key) => redis.pttl(key)))
      found += ttls.filter((ttl) => ttl === -1).length
    }
    return found
  })
  return (await Promise.all(rounds)).filter((found) => found > 0).length
}

/** Kills the worker when it has sent that many commands. Whether it was done before. */
async function createAndDie(program: Workers, args: string[], sent: number): Promise<boolean> {
  const worker = program.start(...args)
  let said = await worker.next()
  for (let step = 0; step < sent && said !== 'done'; step++) {
    worker.send('go on')
    said = await worker.next()
  }
  await worker.kill()
  return said === 'done'
}

/** A user is active in minute 50 of 60: for how many minutes the session lives from then on. */
export async function minutesAfterUse(kind: Kind, redis: Redis): Promise<number> {
  const subject = subjects[kind](redis)
  const id = await subject.create({ cart: [] })
  const [key] = await hashes(redis, subject.name)
  await redis.pexpire(key!, 10 * MINUTE)
  await subject.get(id)
  return Math.round((await redis.pttl(key!)) / MINUTE)
}

/** Requests that each set a field of their own, none of which writes before all have read: how many fields are kept. */
export async function keptUpdates(kind: Kind, redis: Redis, requests = 20): Promise<number> {
  const client = redis.duplicate()
  const subject = subjects[kind](client)
  const id = await subject.create({})
  const gate = new Gate(client, subject.writes)
  const updates = Array.from({ length: requests }, (_, n) => subject.update(id, { [`field-${n}`]: n }))
  await gate.waiting(requests)
  gate.open()
  await Promise.all(updates)
  const kept = Object.keys((await subject.get(id)) as object).length
  client.disconnect()
  return kept
}

/** Somebody with an id of his own tries the 10 that come after it, while 10 others have signed in. */
export async function guessed(kind: Kind, redis: Redis): Promise<number> {
  const subject = subjects[kind](redis)
  const mine = await subject.create({})
  for (let n = 0; n < 10; n++) await subject.create({ userId: `user-${n}` })
  const guesses = Array.from({ length: 10 }, (_, n) =>
    mine.replace(/\d*$/, (end) => String(Number(end) + n + 1)),
  )
  const hits = await Promise.all(guesses.map((id) => subject.get(id)))
  return hits.filter((data) => data !== null).length
}

/** An attacker plants the id of a session in 5 browsers, whose users sign in: how many of the ids are then signed in. */
export async function fixated(kind: Kind, redis: Redis): Promise<number> {
  const subject = subjects[kind](redis)
  const planted = await Promise.all(Array.from({ length: 5 }, () => subject.create({})))
  for (const id of planted) await subject.signIn(id, 'victim')
  const opened = await Promise.all(planted.map((id) => subject.get(id)))
  return opened.filter((data) => data !== null).length
}

/** Requests that save after the session was destroyed, because they read it before: how many sessions are back. */
export async function revived(kind: Kind, redis: Redis, requests = 50): Promise<number> {
  const client = redis.duplicate()
  const late = subjects[kind](client)
  const other = subjects[kind](redis, late.name)
  const ids = await Promise.all(Array.from({ length: requests }, () => late.create({ cart: [] })))
  const gate = new Gate(client, late.writes)
  const saves = ids.map((id) => late.update(id, { cart: ['tea'] }))
  await gate.waiting(requests)
  await Promise.all(ids.map((id) => other.destroy(id)))
  gate.open()
  await Promise.all(saves)
  const found = await Promise.all(ids.map((id) => other.get(id)))
  client.disconnect()
  return found.filter((data) => data !== null).length
}

/** The commands that find the 2 sessions of a user among those of `others`. */
export async function commandsToList(kind: Kind, redis: Redis, others = 200): Promise<number> {
  const subject = subjects[kind](redis)
  const users = ['ada', 'ada', ...Array.from({ length: others }, (_, n) => `user-${n}`)]
  await Promise.all(users.map(async (user) => subject.signIn(await subject.create({}), user)))
  await subject.list('ada') // The first call of a script is an EVAL.
  let found: unknown[] = []
  const ran = await commandsRun(redis, async () => (found = await subject.list('ada')))
  if (found.length !== 2) throw new Error(`found ${found.length} of 2`)
  return (ran.hget ?? 0) + (ran.hgetall ?? 0)
}

async function hashes(redis: Redis, name: string): Promise<string[]> {
  const keys = await redis.keys(`*${name}*`)
  const types = await Promise.all(keys.map((key) => redis.type(key)))
  return keys.filter((_, index) => types[index] === 'hash')
}
