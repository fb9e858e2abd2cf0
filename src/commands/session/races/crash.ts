import { defineRace, type Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'
import { hsetThenExpire, naiveSessions, safeSessions, USER } from './shared.js'

const naive: Version<SessionUnderTest> = {
  title: 'HSET, then EXPIRE',
  make: (redis, place) => ({
    ...naiveSessions.make(redis, place),
    create: () => hsetThenExpire(redis, place),
  }),
}

export const crash = defineRace<SessionUnderTest, object>({
  name: 'crash',
  title: 'Die between two commands',
  summary:
    'Each client signs somebody in and reads the new session. One of them may die between two commands. The naive version writes the session with HSET and sets its expiry with EXPIRE: whoever dies between the two leaves a session that never ends.',
  clients: 2,
  faults: { deaths: 1 },
  world: () => ({}),
  async client({ api, says }) {
    const id = await api.create(USER)
    says(`has session ${id}`)
    await api.get(id)
  },
  invariants: [{ claim: 'every session has an expiry', when: 'at the end', broken: immortalKeys }],
  naive,
  safe: safeSessions,
})
