import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest'
import { SessionStore } from '../../../src/patterns/session/index.js'
import { figure } from '../../support/figures.js'
import { type WorkerProgram, workerProgram } from '../../support/worker.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import {
  commandsToList,
  fixated,
  guessed,
  immortal,
  keptUpdates,
  minutesAfterUse,
  revived,
} from './faults.js'
import { HOUR } from './times.js'

function compare(context: TestContext, what: string, naive: number, safe: number, goal: number): void {
  figure(context, { pattern: 'session', what, naive, safe, goal })
}

onRealServer('an app server that is killed while it creates a session', (redis) => {
  let program: WorkerProgram
  beforeAll(async () => {
    program = await workerProgram('test/patterns/session/fixtures/creator.ts')
  })
  afterAll(() => program.close())

  it('leaves none that never expires', async (context) => {
    const url = `redis://127.0.0.1:${redis().options.port}`
    const naive = await immortal('naive', redis(), url, program)
    const safe = await immortal('safe', redis(), url, program)
    compare(context, 'of 5 crashes that leave a session for ever', naive, safe, 0)
    expect({ naive, safe }).toEqual({ naive: 5, safe: 0 })
  })
})

onAnyServer('sessions, as they are promised', (redis) => {
  it('live on while they are used', async (context) => {
    const naive = await minutesAfterUse('naive', redis())
    const safe = await minutesAfterUse('safe', redis())
    compare(context, 'minutes to live after use in minute 50 of 60', naive, safe, 60)
    expect({ naive, safe }).toEqual({ naive: 10, safe: 60 })
  })

  it('keep the changes of all requests that change different fields at the same time', async (context) => {
    const naive = await keptUpdates('naive', redis(), 20)
    const safe = await keptUpdates('safe', redis(), 20)
    compare(context, 'of 20 concurrent field updates', naive, safe, 20)
    expect({ naive, safe }).toEqual({ naive: 1, safe: 20 })
  })

  it('have ids that nobody can guess', async (context) => {
    const naive = await guessed('naive', redis())
    const safe = await guessed('safe', redis())
    compare(context, 'of 10 guesses from an own id that open a session', naive, safe, 0)
    expect({ naive, safe }).toEqual({ naive: 10, safe: 0 })
  })

  it('are not signed in under an id that was there before', async (context) => {
    const naive = await fixated('naive', redis())
    const safe = await fixated('safe', redis())
    compare(context, 'of 5 planted ids that are signed in with their victim', naive, safe, 0)
    expect({ naive, safe }).toEqual({ naive: 5, safe: 0 })
  })

  it('stay destroyed when a request saves late', async (context) => {
    const naive = await revived('naive', redis(), 50)
    const safe = await revived('safe', redis(), 50)
    compare(context, 'of 50 destroyed sessions revived by a late save', naive, safe, 0)
    expect({ naive, safe }).toEqual({ naive: 50, safe: 0 })
  })
})

onRealServer("a user's sessions among those of 200 others", (redis) => {
  it('are found without a look at those', async (context) => {
    const naive = await commandsToList('naive', redis(), 200)
    const safe = await commandsToList('safe', redis(), 200)
    compare(context, 'sessions read to list the 2 of a user among 202', naive, safe, 2)
    expect({ naive, safe }).toEqual({ naive: 202, safe: 2 })
  })
})

onRealServer('what sessions send', (redis) => {
  const sessions = () => new SessionStore(redis(), { name: freshName(), idleMs: HOUR, absoluteMs: 8 * HOUR })
  const opened = async (): Promise<Opened> => {
    const store = sessions()
    return { store, id: (await store.create({ a: 1 }, { userId: 'ada' })).id }
  }
  interface Opened {
    store: SessionStore
    id: string
  }

  it.for<[what: string, act: (opened: Opened) => Promise<unknown>]>([
    ['create', ({ store }) => store.create({ a: 1 }, { userId: 'ada' })],
    ['get', ({ store, id }) => store.get(id)],
    ['get and touch', ({ store, id }) => store.get(id, { touch: true })],
    ['touch', ({ store, id }) => store.touch(id)],
    ['update', ({ store, id }) => store.update(id, { a: 2 })],
    ['rotate, sign-in', ({ store, id }) => store.rotate(id, { userId: 'grace' })],
    ['destroy', ({ store, id }) => store.destroy(id)],
  ])('is one command to %s', async ([what, act], context) => {
    await act(await opened()) // The first call of a script is an EVAL.
    const open = await opened()
    const safe = total(await wireCommands(redis(), () => act(open)))
    figure(context, { pattern: 'session', what: `wire commands: ${what}`, safe, goal: 1 })
    expect(safe).toBe(1)
  })
})
