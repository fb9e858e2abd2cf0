import { setTimeout as sleep } from 'node:timers/promises'
import { NaiveFixedWindow } from '../../../patterns/ratelimit/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { type Admitted, ask, atMost, noneAdmitted, safeLimit, WINDOW_MS } from './shared.js'

const LIMIT = 2

const naive: Version<RateLimitUnderTest> = {
  title: 'a fixed window',
  make(redis, { prefix }) {
    return new NaiveFixedWindow(redis, { name: 'api', prefix, limit: LIMIT, windowMs: WINDOW_MS })
  },
}

export const boundary = defineRace<RateLimitUnderTest, Admitted>({
  name: 'boundary',
  title: 'Around the end of a window',
  summary:
    'The limit is two requests in ten seconds. client-1 asks after 6 s and again after 12 s, client-2 at once and after 12 s. A fixed window that ends forgets all of its requests at once: of the three in the last ten seconds it has forgotten one.',
  clients: 2,
  mostClients: 2,
  settings: { limit: LIMIT },
  world: noneAdmitted,
  async client(me, world) {
    if (me.client === 1) await sleep(6_000)
    await ask(me, world)
    await sleep(me.client === 1 ? 6_000 : 12_000)
    await ask(me, world)
  },
  invariants: [atMost(LIMIT)],
  naive,
  safe: safeLimit(LIMIT),
})
