import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, laterRequest, nobodyYet, safeLog, WINDOW_MS, within } from './shared.js'

const LIMIT = 1

/** One step, and every key expires. But the windows are those of the clock on the wall. */
const naive: Version<RateLimitUnderTest> = {
  title: 'INCR of the minute',
  make(redis, { prefix, now }) {
    return {
      async take(id) {
        const key = `${prefix}${id}:${new Date(now()).getUTCMinutes()}`
        const replies = await redis
          .multi()
          .incr(key)
          .pexpire(key, 2 * WINDOW_MS)
          .exec()
        return Number(replies?.[0]?.[1]) <= LIMIT
      },
    }
  },
}

export const border = defineRace<RateLimitUnderTest, Admitted>({
  name: 'border',
  title: 'The border of a window',
  summary:
    'Each client sends one request, and one in 60 s is the limit; twice, half of that may pass. The naive version has a count for each minute of the clock: late in one and early in the next, twice the limit gets in within half a minute.',
  clients: 2,
  mostClients: 3,
  faults: { time: { ms: WINDOW_MS / 2, times: 2 } },
  world: nobodyYet,
  client: laterRequest,
  invariants: [within(LIMIT)],
  naive,
  safe: safeLog(LIMIT),
})
