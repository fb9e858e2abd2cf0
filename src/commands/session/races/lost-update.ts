import { defineRace } from '../../../race/define.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'
import { later, naiveSessions, safeSessions, USER } from './shared.js'

interface World {
  id: string
  /** By client: the fields that it found when all was quiet. */
  found: string[][]
}

export const lostUpdate = defineRace<SessionUnderTest, World>({
  name: 'lost-update',
  title: 'Two requests change one session',
  summary:
    'Each client sets another field of the same session; when all is quiet they read it. The naive version reads the whole session, changes it and writes it back: of two at the same time, the later one writes back what it read, and the change of the other is gone.',
  clients: 2,
  mostClients: 3,
  world: () => ({ id: '', found: [] }),
  async setUp({ api }, world) {
    world.id = await api.create(USER)
  },
  async client({ api, client }, world) {
    await api.update(world.id, { [fieldOf(client)]: 'set' })
    await later()
    world.found[client - 1] = Object.keys((await api.get(world.id)) ?? {})
  },
  invariants: [
    {
      claim: 'no change is lost',
      broken({ world: { found }, clients }) {
        const fields = clients.map((_, index) => fieldOf(index + 1))
        const lost = fields.find((field) => found.some((names) => names && !names.includes(field)))
        return lost && `the session has no ${lost}, which was set`
      },
    },
  ],
  naive: { ...naiveSessions, title: 'read the JSON text, change it, write it' },
  safe: safeSessions,
})

function fieldOf(client: number): string {
  return `field-${client}`
}
