import { defineRace } from '../../../race/define.js'
import { immortalKeys } from '../../../race/invariants.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'
import { later, naiveSessions, safeSessions, USER } from './shared.js'

/** Which client ends the session. */
const LEAVER = 2

interface World {
  id: string
  /** How often the session was there after it had been ended. */
  revived: number
}

export const revive = defineRace<SessionUnderTest, World>({
  name: 'revive',
  title: 'A late save',
  summary:
    'Client 2 logs out everywhere, and looks whether the session has ended: at once, and when all is quiet. Another client still sets a field of it. The naive version reads the session and writes it back: a save that began before the logout brings the session back.',
  clients: 2,
  mostClients: 3,
  world: () => ({ id: '', revived: 0 }),
  async setUp({ api }, world) {
    world.id = await api.create(USER)
  },
  async client({ api, client }, world) {
    const { id } = world
    if (client !== LEAVER) return void (await api.update(id, { [`field-${client}`]: 'set' }))
    await api.destroyAll(USER)
    if ((await api.get(id)) !== null) world.revived += 1
    await later()
    if ((await api.get(id)) !== null) world.revived += 1
  },
  invariants: [
    {
      claim: 'a session that was ended stays ended',
      broken: ({ world: { revived } }) =>
        revived > 0 ? 'the session is there, although its user has logged out everywhere' : undefined,
    },
    { claim: 'nothing that is left of it is left for ever', when: 'at the end', broken: immortalKeys },
  ],
  naive: { ...naiveSessions, title: 'read the JSON text, write it back' },
  safe: safeSessions,
})
