import { Queue } from 'redis-patterns/queue'
import { peer } from '../harness/peers.js'

/**
 * A queue as the bench drives it.
 *
 * @typedef {object} Contestant
 * @property {(payloads: { n: number }[]) => Promise<unknown>} addMany in one go, as it does best
 * @property {(payload: { n: number }) => Promise<unknown>} add
 * @property {(onDone: () => void) => Promise<() => Promise<unknown>> | (() => Promise<unknown>)} work returns how to stop it
 * @property {() => unknown} close
 *
 * @typedef {(name: string) => Contestant} Kind
 */

/** Jobs that a worker may do at the same time, where it can do more than one. */
const CONCURRENCY = 50

/**
 * @param {import('../harness/bench.js').Bench} bench
 * @returns {Record<string, Kind>}
 */
export function contestants({ redis, path }) {
  const bullmq = peer('bullmq')
  const bee = peer('bee-queue')
  return {
    floor: (name) => serial(redis, name),
    ours: (name) => ours(redis, name),
    ...(bullmq && { bullmq: (/** @type {string} */ name) => bullmqQueue(bullmq, path, name) }),
    ...(bee && { 'bee-queue': (/** @type {string} */ name) => beeQueue(bee, path, name) }),
  }
}

/**
 * One job after the other: BLMOVE, LREM. Nothing is leased, retried or looked after.
 *
 * @param {import('ioredis').Redis} redis @param {string} name
 * @returns {Contestant}
 */
function serial(redis, name) {
  const doing = `${name}:doing`
  return {
    addMany: (payloads) => redis.lpush(name, ...payloads.map((payload) => JSON.stringify(payload))),
    add: (payload) => redis.lpush(name, JSON.stringify(payload)),
    work(onDone) {
      const own = redis.duplicate()
      const closing = new AbortController()
      const loop = async () => {
        while (!closing.signal.aborted) {
          const job = await own.blmove(name, doing, 'RIGHT', 'LEFT', 1)
          if (job === null) continue
          JSON.parse(job)
          onDone()
          await own.lrem(doing, 1, job)
        }
      }
      const ended = loop().catch(() => {})
      return async () => {
        closing.abort()
        own.disconnect()
        await ended
      }
    },
    close() {},
  }
}

/** @param {import('ioredis').Redis} redis @param {string} name @returns {Contestant} */
function ours(redis, name) {
  const queue = new Queue(redis, { name })
  return {
    addMany: (payloads) => queue.addMany(payloads.map((payload) => ({ payload }))),
    add: (payload) => queue.add(payload),
    work(onDone) {
      const worker = queue.work(onDone, { concurrency: CONCURRENCY })
      return () => worker.close()
    },
    close: () => queue.close(),
  }
}

/** @param {any} bullmq @param {string} path @param {string} name @returns {Contestant} */
function bullmqQueue(bullmq, path, name) {
  const connection = { path, maxRetriesPerRequest: null }
  const queue = new bullmq.Queue(name, { connection, defaultJobOptions: { removeOnComplete: true } })
  return {
    addMany: (payloads) => queue.addBulk(payloads.map((data) => ({ name: 'job', data }))),
    add: (payload) => queue.add('job', payload),
    work(onDone) {
      const worker = new bullmq.Worker(name, async () => onDone(), { connection, concurrency: CONCURRENCY })
      return () => worker.close()
    },
    close: () => queue.close(),
  }
}

/** @param {any} Bee @param {string} path @param {string} name @returns {Contestant} */
function beeQueue(Bee, path, name) {
  const settings = {
    redis: { path },
    getEvents: false,
    sendEvents: false,
    storeJobs: false,
    removeOnSuccess: true,
  }
  const queue = new Bee(name, settings)
  return {
    addMany: (payloads) => queue.saveAll(payloads.map((payload) => queue.createJob(payload))),
    add: (payload) => queue.createJob(payload).save(),
    work(onDone) {
      queue.process(CONCURRENCY, async () => onDone())
      return async () => {}
    },
    close: () => queue.close(),
  }
}
