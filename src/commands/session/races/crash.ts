import { defineRace, type Version } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'
import { naiveSessions, safeSessions, TTL_MS, USER } from './shared.js'

const naive: Version<SessionUnderTest> = {
  title: 'HSET, then EXPIRE',
  make(redis, place) {
    const keyOf = (id: string) => `${place.prefix}session:${id}`
    return {
      ...naiveSessions.make(redis, place),
      async create(userId) {
        const id = place.ids()
        await redis.hset(keyOf(id), 'userId', userId)
        await redis.expire(keyOf(id), TTL_MS / 1000)
        return id
      },
      get: (id) => redis.hgetall(keyOf(id)),
    }
  },
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
