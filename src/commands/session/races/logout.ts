import { defineRace } from '../../../race/define.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'
import { later, naiveSessions, safeSessions, USER } from './shared.js'

/** Which client logs out. */
const LEAVER = 1

interface World {
  /** By client: the session that it has signed in to. */
  ids: string[]
  /** Sessions that were there after everything. */
  left: number
}

export const logout = defineRace<SessionUnderTest, World>({
  name: 'logout',
  title: 'Log out everywhere, while another signs in',
  summary:
    'Client 1 logs out everywhere, and once more when all is quiet; meanwhile another device of the same user signs in. The naive version ends the sessions that it has seen and then deletes the list: a session that came meanwhile is on no list any more, and nobody can end it.',
  clients: 2,
  mostClients: 3,
  world: () => ({ ids: [], left: 0 }),
  async setUp({ api }) {
    await api.create(USER)
  },
  async client({ api, client }, world) {
    if (client !== LEAVER) {
      world.ids[client - 1] = await api.create(USER)
      return
    }
    await api.destroyAll(USER)
    await later()
    await api.destroyAll(USER)
    for (const id of world.ids.filter(Boolean)) if ((await api.get(id)) !== null) world.left += 1
  },
  invariants: [
    {
      claim: 'who logs out everywhere is logged out everywhere',
      broken: ({ world: { left } }) =>
        left > 0 ? 'a session is there, although its user has logged out everywhere since' : undefined,
    },
  ],
  naive: { ...naiveSessions, title: 'end those in the set, then delete the set' },
  safe: safeSessions,
})
