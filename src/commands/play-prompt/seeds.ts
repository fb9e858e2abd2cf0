import type { Connection } from '../../engine/engine.js'
import { Cache } from '../../patterns/cache/index.js'
import { Leaderboard } from '../../patterns/leaderboard/index.js'
import { Lock } from '../../patterns/lock/index.js'
import { Topic } from '../../patterns/pubsub/index.js'
import { Queue } from '../../patterns/queue/index.js'
import { SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { SessionStore } from '../../patterns/session/index.js'
import { EventStream } from '../../patterns/stream/index.js'

/** What every pattern is given, so that its data is the same every time. */
interface Ground {
  prefix: string
  now: () => number
  ids: () => string
}

/** What to look at once the data is there. */
type Seed = (redis: Connection, ground: Ground) => Promise<string>

const MINUTE_MS = 60_000

const cache: Seed = async (redis, ground) => {
  await using products = new Cache<object>(redis, {
    ...ground,
    name: 'products',
    ttlMs: MINUTE_MS,
    jitter: 0,
  })
  await products.get('1', async () => ({ name: 'tea', price: 3 }), { tags: ['drinks'] })
  await products.get('2', async () => ({ name: 'coffee', price: 4 }), { tags: ['drinks'] })
  await products.get('3', async () => ({ name: 'bread', price: 2 }))
  return 'three products, each with an expiry, two of them with a tag'
}

const leaderboard: Seed = async (redis, { prefix }) => {
  const board = new Leaderboard(redis, { prefix, name: 'game' })
  const scores = { ada: 2300, grace: 3100, alan: 1750, linus: 2300, barbara: 2875 }
  for (const [member, score] of Object.entries(scores)) await board.submit(member, score, { keep: 'latest' })
  return 'five players in one sorted set: try ZREVRANGE with WITHSCORES'
}

const lock: Seed = async (redis, ground) => {
  const report = new Lock(redis, { ...ground, name: 'report', ttlMs: 10 * MINUTE_MS })
  await report.tryAcquire()
  return 'a lock that somebody holds for ten minutes: try SET with NX on its key'
}

const pubsub: Seed = async (redis, ground) => {
  const orders = new Topic<object>(redis, { ...ground, name: 'orders', outbox: { maxLen: 100 } })
  for (const id of [1, 2, 3]) await orders.publish({ id })
  await orders.close()
  return 'a topic whose outbox holds three messages that nobody heard'
}

const queue: Seed = async (redis, ground) => {
  const mails = new Queue<object>(redis, { ...ground, name: 'mails' })
  for (const to of ['ada', 'grace', 'alan']) await mails.add({ to }, { id: `welcome-${to}` })
  await mails.add({ to: 'linus' }, { id: 'reminder-linus', delayMs: 60 * MINUTE_MS })
  await mails.close()
  return 'three jobs that wait, and one for later'
}

const ratelimit: Seed = async (redis, { prefix, now }) => {
  const options = { prefix, now, name: 'api', limit: 5, windowMs: 10 * MINUTE_MS }
  const api = new SlidingWindowLog(redis, options)
  for (const caller of ['ada', 'ada', 'ada', 'grace']) await api.take(caller)
  return 'four requests of two callers, each with its time'
}

const session: Seed = async (redis, ground) => {
  const limits = { idleMs: 30 * MINUTE_MS, absoluteMs: 720 * MINUTE_MS }
  const sessions = new SessionStore<{ cart: string[] }>(redis, { ...ground, ...limits })
  await sessions.create({ cart: ['tea'] }, { userId: 'ada' })
  await sessions.create({ cart: [] }, { userId: 'ada' })
  await sessions.create({ cart: ['bread'] })
  return 'two sessions of one user, with their list, and one of a visitor'
}

const stream: Seed = async (redis, { prefix, now }) => {
  const orders = new EventStream<object>(redis, { prefix, now, name: 'orders' })
  await orders.appendMany(['tea', 'rice', 'bread'].map((item) => ({ item })))
  await orders.group('billing', { consumer: 'worker-1', from: 'start' }).create()
  return 'three events and a group that has read none: try XREADGROUP'
}

/** By pattern. The real library writes each of them. */
export const seeds: Readonly<Record<string, Seed>> = {
  cache,
  leaderboard,
  lock,
  pubsub,
  queue,
  ratelimit,
  session,
  stream,
}
