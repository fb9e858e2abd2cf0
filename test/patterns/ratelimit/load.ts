import type { Redis } from 'ioredis'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { type Decision, FixedWindow, SlidingWindowLog } from '../../../src/patterns/ratelimit/index.js'
import { NaiveFixedWindow, NaiveSlidingWindow } from '../../../src/patterns/ratelimit/naive.js'
import { Gate } from '../support/commands.js'
import { freshName } from '../support/servers.js'

/** The limit that all loads here are for. */
export const LIMIT = 100
export const WINDOW_MS = 60_000

/** A limiter of either kind: whether the request may go on. */
export type Take = (id: string) => Promise<boolean>

export interface Contender {
  /** The command that decides: all callers are held before it. */
  decides: string
  make(redis: RedisLike, now?: () => number): { take: Take; key(id: string): string }
}

const options = () => ({ name: freshName(), limit: LIMIT, windowMs: WINDOW_MS })

/** The sliding window: the one of tutorials, and the log. */
export const sliding = {
  naive: {
    decides: 'zadd',
    make: (redis, now) => bound(new NaiveSlidingWindow(redis, { ...options(), ...(now && { now }) })),
  },
  safe: {
    decides: 'evalsha',
    make: (redis, now) => bound(new SlidingWindowLog(redis, { ...options(), ...(now && { now }) })),
  },
} as const satisfies Record<string, Contender>

/** The fixed window: the one of tutorials, and ours. */
export const fixed = {
  naive: { decides: 'expire', make: (redis) => bound(new NaiveFixedWindow(redis, options())) },
  safe: {
    decides: 'evalsha',
    make: (redis, now) => bound(new FixedWindow(redis, { ...options(), ...(now && { now }) })),
  },
} as const satisfies Record<string, Contender>

function bound(limiter: { take(id: string): Promise<boolean | Decision>; key(id: string): string }) {
  return {
    key: (id: string) => limiter.key(id),
    take: async (id: string) => {
      const answer = await limiter.take(id)
      return typeof answer === 'boolean' ? answer : answer.allowed
    },
  }
}

/** How many of so many callers at the same moment are admitted, and how many units Redis then holds. */
export async function atOnce({ decides, make }: Contender, redis: Redis, callers: number) {
  const client = redis.duplicate()
  const gate = new Gate(client, decides)
  const { take, key } = make(client)
  const answers = Array.from({ length: callers }, () => take('ada'))
  await gate.waiting(callers)
  gate.open()
  const admitted = (await Promise.all(answers)).filter(Boolean).length
  const recorded = Number(await redis.zcard(key('ada')))
  client.disconnect()
  return { admitted, recorded }
}

/** How many are admitted in each of the windows while a client asks every 100 ms, of a limit of 100 in 60 s. */
export async function hammer({ make }: Contender, redis: RedisLike, windows: number): Promise<number[]> {
  const clock = { ms: Date.UTC(2026, 10, 23) }
  const { take } = make(redis, () => clock.ms)
  const admitted: number[] = []
  for (let window = 0; window < windows; window++) {
    let count = 0
    for (let at = 0; at < WINDOW_MS; at += 100) {
      if (await take('ada')) count++
      clock.ms += 100
    }
    admitted.push(count)
  }
  return admitted
}

/** How many are admitted in the last millisecond of a fixed window and the first of the next one. */
export async function borderBurst({ make }: Contender, redis: RedisLike): Promise<number> {
  const border = Date.UTC(2026, 10, 23)
  const clock = { ms: border - 1 }
  const { take } = make(redis, () => clock.ms)
  let admitted = 0
  for (; clock.ms <= border; clock.ms++) {
    for (let request = 0; request < LIMIT; request++) if (await take('ada')) admitted++
  }
  return admitted
}
