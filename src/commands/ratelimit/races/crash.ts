import { NaiveFixedWindow } from '../../../patterns/ratelimit/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, ask, noneAdmitted, safeLimit, WINDOW_MS } from './shared.js'

const LIMIT = 1

const naive: Version<RateLimitUnderTest> = {
  title: 'INCR, then EXPIRE',
  make(redis, { prefix }) {
    return new NaiveFixedWindow(redis, { name: 'api', prefix, limit: LIMIT, windowMs: WINDOW_MS })
  },
}

export const crash = defineRace<RateLimitUnderTest, Admitted>({
  name: 'crash',
  title: 'Die between two commands',
  summary:
    'Two clients ask once each, and one of them may die between two commands. The naive version counts with INCR, and sets the expiry with EXPIRE when it is the first: whoever dies between the two leaves a counter that never goes away, and the user is denied for ever.',
  clients: 2,
  faults: { deaths: 1 },
  settings: { limit: LIMIT },
  world: noneAdmitted,
  client: ask,
  invariants: [{ claim: 'every counter expires', when: 'at the end', broken: immortalKeys }],
  naive,
  safe: safeLimit(LIMIT),
})
