import { SlidingWindowLog } from '../../../patterns/ratelimit/index.js'
import type { Me, Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'

export const WINDOW_MS = 60_000

/** The library's exact limiter. */
export function safeLog(limit: number): Version<RateLimitUnderTest> {
  return {
    title: 'SlidingWindowLog of redis-patterns',
    make(redis, { prefix, now }) {
      const log = new SlidingWindowLog(redis, { name: 'api', prefix, limit, windowMs: WINDOW_MS, now })
      return { take: async (id) => (await log.take(id)).allowed }
    },
  }
}

/** When each client's request came in that was let through, in ms; 0: none was. */
export interface Admitted {
  atMs: number[]
}

export function nobodyYet(clients: number): Admitted {
  return { atMs: Array.from({ length: clients }, () => 0) }
}

/** One request, which comes in now. */
export async function request({ api, client, now, says }: Me<RateLimitUnderTest>, world: Admitted) {
  const atMs = now()
  const isAllowed = await api.take('ada')
  if (isAllowed) world.atMs[client - 1] = atMs
  says(isAllowed ? 'is allowed' : 'is denied')
}

/** One request, which comes in at some time. */
export async function laterRequest(me: Me<RateLimitUnderTest>, world: Admitted) {
  await me.act(me.name, 'a request comes in', () => {})
  await request(me, world)
}

export function within(limit: number) {
  return {
    claim: `no window holds more than ${limit}`,
    broken: ({ world: { atMs } }: { world: Admitted }) => {
      const fullest = Math.max(...atMs.filter(Boolean).map((end) => admittedUntil(end, atMs)), 0)
      return fullest > limit ? `${fullest} are allowed in one window, and the limit is ${limit}` : undefined
    },
  }
}

function admittedUntil(end: number, atMs: readonly number[]): number {
  return atMs.filter((at) => at > end - WINDOW_MS && at <= end).length
}

export const everyCountExpires = {
  claim: 'every count expires',
  when: 'at the end',
  broken: immortalKeys,
} as const
