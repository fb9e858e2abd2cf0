import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, ask, atMost, noneAdmitted, safeLimit, WINDOW_MS } from './shared.js'

const LIMIT = 2

/** All four commands in one step; only the member is wrong. */
const naive: Version<RateLimitUnderTest> = {
  title: 'MULTI, the time as member',
  make(redis, { prefix, now }) {
    return {
      async take(id) {
        const key = `${prefix}${id}:api`
        const replies = await redis
          .multi()
          .zremrangebyscore(key, 0, now() - WINDOW_MS)
          .zcard(key)
          .zadd(key, now(), now())
          .pexpire(key, WINDOW_MS)
          .exec()
        return Number(replies?.[1]?.[1]) < LIMIT
      },
    }
  },
}

export const sameMember = defineRace<RateLimitUnderTest, Admitted>({
  name: 'same-member',
  title: 'Two requests of one millisecond',
  summary:
    'The limit is two requests in ten seconds, and three clients ask once each, in the same millisecond. The naive version does all in one transaction, and still admits three: the member that it adds is the time, and equal members are one.',
  clients: 3,
  mostClients: 4,
  settings: { limit: LIMIT },
  world: noneAdmitted,
  client: ask,
  invariants: [atMost(LIMIT)],
  naive,
  safe: safeLimit(LIMIT),
})
