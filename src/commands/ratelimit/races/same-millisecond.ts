import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, laterRequest, nobodyYet, safeLog, WINDOW_MS, within } from './shared.js'

const LIMIT = 2

/** One step, so that nobody comes between. But the time is no name for a request. */
const naive: Version<RateLimitUnderTest> = {
  title: 'ZADD of the time, in MULTI',
  make(redis, { prefix, now }) {
    return {
      async take(id) {
        const [key, atMs] = [`${prefix}${id}`, now()]
        const replies = await redis
          .multi()
          .zremrangebyscore(key, 0, atMs - WINDOW_MS)
          .zadd(key, atMs, String(atMs))
          .zcard(key)
          .pexpire(key, WINDOW_MS)
          .exec()
        return Number(replies?.[2]?.[1]) <= LIMIT
      },
    }
  },
}

export const sameMillisecond = defineRace<RateLimitUnderTest, Admitted>({
  name: 'same-millisecond',
  title: 'Two requests of one millisecond',
  summary:
    'One request has been let through, each client sends another, and two are the limit; twice, a millisecond may pass. The naive version adds and counts in one transaction, and its members are the times: two requests of one millisecond are one member, and count as one.',
  clients: 2,
  mostClients: 3,
  faults: { time: { ms: 1, times: 2 } },
  settings: { limit: LIMIT },
  world: nobodyYet,
  async setUp({ api, now }, world) {
    await api.take('ada')
    world.atMs.push(now())
  },
  client: laterRequest,
  invariants: [within(LIMIT)],
  naive,
  safe: safeLog(LIMIT),
})
