import { SlidingWindowLog } from '../../../patterns/ratelimit/index.js'
import type { Invariant, Me, Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'

export const WINDOW_MS = 10_000

/** The library's own limit. */
export function safeLimit(limit: number): Version<RateLimitUnderTest> {
  return {
    title: 'SlidingWindowLog of redis-patterns',
    make(redis, { prefix, now }) {
      const log = new SlidingWindowLog(redis, { name: 'api', prefix, limit, windowMs: WINDOW_MS, now })
      return { take: async (id) => (await log.take(id)).allowed }
    },
  }
}

/** When admitted requests were made, in ms, by the clock that their clients give to the limit. */
export interface Admitted {
  atMs: number[]
}

export function noneAdmitted(): Admitted {
  return { atMs: [] }
}

/** Asks once, and notes the answer. */
export async function ask({ api, now, says }: Me<RateLimitUnderTest>, { atMs }: Admitted): Promise<void> {
  const askedMs = now()
  const isAdmitted = await api.take('ada')
  if (isAdmitted) atMs.push(askedMs)
  says(isAdmitted ? 'is admitted' : 'is denied')
}

/** No window, wherever it begins, has more than the limit. */
export function atMost(limit: number): Invariant<Admitted> {
  return {
    claim: 'no window admits more than the limit',
    broken: ({ world: { atMs } }) => {
      const inWindow = (end: number) => atMs.filter((at) => at <= end && at > end - WINDOW_MS).length
      const most = Math.max(0, ...atMs.map(inWindow))
      return most > limit ? `${most} were admitted in one window, and the limit is ${limit}` : undefined
    },
  }
}
