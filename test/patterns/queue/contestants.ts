import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { Queue } from '../../../src/patterns/queue/index.js'
import { NaiveQueue, NaiveReliableQueue } from '../../../src/patterns/queue/naive.js'
import { freshName } from '../support/servers.js'
import { Clock } from './clock.js'

type Handler = (payload: string) => unknown

/** A queue as the tests of faults drive it, whichever it is. */
export interface Contestant {
  /** Adds a job, as a caller who may not hear the answer and add it again. */
  add(payload: string): Promise<unknown>
  /** A worker takes that many jobs and is never heard of again. */
  crash(count: number): Promise<void>
  /** Another worker does what it can get, for as long as anything comes. */
  drain(handler: Handler): Promise<void>
  /** The payloads that somebody can still find, done or not. */
  known(): Promise<string[]>
}

export const CONTESTANTS: Record<'naive' | 'reliable' | 'safe', (redis: RedisLike) => Contestant> = {
  naive(redis) {
    const queue = new NaiveQueue<string>(redis, { name: freshName() })
    return { ...forgetful(queue), known: async () => parsed(await redis.lrange(queue.key, 0, -1)) }
  },

  reliable(redis) {
    const queue = new NaiveReliableQueue<string>(redis, { name: freshName() })
    const lists = [queue.key, queue.processingKey]
    const all = () => Promise.all(lists.map((key) => redis.lrange(key, 0, -1)))
    return { ...forgetful(queue), known: async () => parsed((await all()).flat()) }
  },

  safe(redis) {
    const clock = new Clock()
    const queue = new Queue<string>(redis, { name: freshName(), now: clock.now, maxAttempts: 3 })
    return {
      add: (payload) => queue.add(payload, { id: payload }),
      crash: async (count) => void (await queue.take(count)),
      async drain(handler) {
        for (let stats = await queue.stats(); ; stats = await queue.stats()) {
          if (stats.waiting + stats.delayed + stats.active === 0) return
          await work(queue, handler)
          clock.ms += 60_000 // Past every lease and backoff.
        }
      },
      known: async () => (await queue.dead.list()).map(({ payload }) => String(payload)),
    }
  },
}

async function work(queue: Queue<string>, handler: Handler): Promise<void> {
  for (const job of await queue.take(100)) {
    try {
      await handler(job.payload)
      await queue.ack(job)
    } catch (error) {
      await queue.fail(job, error)
    }
  }
}

/** Both naive ones are driven alike. */
function forgetful(queue: NaiveQueue<string> | NaiveReliableQueue<string>): Omit<Contestant, 'known'> {
  return {
    add: (payload) => queue.add(payload),
    async crash(count) {
      for (let i = 0; i < count; i++) await queue.take()
    },
    async drain(handler) {
      while ((await queue.poll(handler)) !== 'empty');
    },
  }
}

function parsed(jobs: readonly string[]): string[] {
  return jobs.map((job) => JSON.parse(job) as string)
}
