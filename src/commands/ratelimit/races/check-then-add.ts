import { NaiveSlidingWindow } from '../../../patterns/ratelimit/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, ask, atMost, noneAdmitted, safeLimit, WINDOW_MS } from './shared.js'

const LIMIT = 1

const naive: Version<RateLimitUnderTest> = {
  title: 'ZCARD, then ZADD',
  make(redis, { prefix, now }) {
    return new NaiveSlidingWindow(redis, { name: 'api', prefix, limit: LIMIT, windowMs: WINDOW_MS, now })
  },
}

export const checkThenAdd = defineRace<RateLimitUnderTest, Admitted>({
  name: 'check-then-add',
  title: 'Count, then add',
  summary:
    'The limit is one request in ten seconds, and two clients ask once each. The naive version counts with ZCARD and adds with ZADD: whoever counts before the other has added is admitted, too.',
  clients: 2,
  mostClients: 3,
  settings: { limit: LIMIT },
  world: noneAdmitted,
  client: ask,
  invariants: [
    atMost(LIMIT),
    {
      claim: 'as many are admitted as the limit allows',
      when: 'at the end',
      broken: ({ world: { atMs } }) =>
        atMs.length < LIMIT ? 'nobody was admitted, and the limit is 1' : undefined,
    },
  ],
  naive,
  safe: safeLimit(LIMIT),
})
