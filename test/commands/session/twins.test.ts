import { afterEach, expect, test, vi } from 'vitest'
import * as users from '../../../src/commands/session/user-sessions.js'
import * as versions from '../../../src/commands/session/versions.js'
import { onEachEngine } from '../../support/engines.js'
import { play } from './play.js'

vi.mock('../../../src/commands/session/versions.js', { spy: true })
vi.mock('../../../src/commands/session/user-sessions.js', { spy: true })
afterEach(() => vi.resetAllMocks())

onEachEngine((engine) => {
  test.each([
    ['crash', ['crash.safe']],
    ['updates', ['updates.safe']],
    ['revive', ['revive.safe']],
    ['rotation', ['rotation.random', 'rotation.safe']],
  ])('session %s fails with the naive version in the place of the safe one', async (name, failed) => {
    vi.mocked(versions.safe).mockImplementation(versions.naive)
    expect((await play(engine(), name)).failed).toEqual(failed)
  })

  test('session logout fails with the naive version in the place of the safe one', async () => {
    vi.mocked(users.safeUser).mockImplementation(users.naiveUser)
    expect((await play(engine(), 'logout')).failed).toEqual(['logout.safe', 'logout.safe-late'])
  })

  test('session servers fails when each server has sessions of its own', async () => {
    const { safe } = await vi.importActual<typeof versions>('../../../src/commands/session/versions.js')
    let servers = 0
    vi.mocked(versions.safe).mockImplementation(
      (stage, name) => (connection) => safe(stage, `${name}-${++servers}`)(connection),
    )
    const failed = ['servers.redis', 'servers.release']
    expect((await play(engine(), 'servers')).failed).toEqual(failed)
  })

  test('session basics fails when the expiry does not slide', async () => {
    const { safeStore } = await vi.importActual<typeof versions>('../../../src/commands/session/versions.js')
    vi.mocked(versions.safeStore).mockImplementation((...args) => {
      const store = safeStore(...args)
      const get = store.get.bind(store)
      return Object.assign(store, { get: (id: string) => get(id) })
    })
    expect((await play(engine(), 'basics')).failed).toEqual(['basics.sliding', 'basics.cap'])
  })
})
