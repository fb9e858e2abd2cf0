import { FixedWindow } from '../../../patterns/ratelimit/index.js'
import { NaiveFixedWindow } from '../../../patterns/ratelimit/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, everyCountExpires, nobodyYet, request, WINDOW_MS } from './shared.js'

const LIMIT = 1

const naive: Version<RateLimitUnderTest> = {
  title: 'INCR, then EXPIRE',
  make: (redis, { prefix }) =>
    new NaiveFixedWindow(redis, { name: 'api', prefix, limit: LIMIT, windowMs: WINDOW_MS }),
}

const safe: Version<RateLimitUnderTest> = {
  title: 'FixedWindow of redis-patterns',
  make(redis, { prefix, now }) {
    const window = new FixedWindow(redis, { name: 'api', prefix, limit: LIMIT, windowMs: WINDOW_MS, now })
    return { take: async (id) => (await window.take(id)).allowed }
  },
}

export const crash = defineRace<RateLimitUnderTest, Admitted>({
  name: 'crash',
  title: 'Die between two commands',
  summary:
    'Each client sends one request, and one of them may die between two commands. The naive version counts with INCR, and whoever counts the first request sets the expiry: when it dies before that, the count never ends, and the caller is denied for ever.',
  clients: 2,
  faults: { deaths: 1 },
  world: nobodyYet,
  client: request,
  invariants: [everyCountExpires],
  naive,
  safe,
})
