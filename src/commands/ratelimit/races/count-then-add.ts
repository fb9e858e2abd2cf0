import { NaiveSlidingWindow } from '../../../patterns/ratelimit/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, everyCountExpires, nobodyYet, request, safeLog, WINDOW_MS, within } from './shared.js'

const LIMIT = 1

const naive: Version<RateLimitUnderTest> = {
  title: 'ZREMRANGEBYSCORE, ZCARD, ZADD, EXPIRE',
  make: (redis, { prefix, now }) =>
    new NaiveSlidingWindow(redis, { name: 'api', prefix, limit: LIMIT, windowMs: WINDOW_MS, now }),
}

export const countThenAdd = defineRace<RateLimitUnderTest, Admitted>({
  name: 'count-then-add',
  title: 'Count, then add',
  summary:
    'Each client sends one request, and one is the limit. The naive version counts with ZCARD and adds with ZADD, in two commands: all who count before the first one adds find room.',
  clients: 2,
  mostClients: 3,
  world: nobodyYet,
  client: request,
  invariants: [within(LIMIT), everyCountExpires],
  naive,
  safe: safeLog(LIMIT),
})
