import type { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { SessionStore } from '../../../src/patterns/session/index.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { workersOf } from '../support/workers.js'
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

onRealServer('an app server that is killed while it creates a session', (redis) => {
  const program = workersOf('test/patterns/session/fixtures/creator.ts')

  it('leaves none that never expires', async (context) => {
    const url = `redis://127.0.0.1:${redis().options.port}`
    const naive = await immortal('naive', redis(), url, program)
    const safe = await immortal('safe', redis(), url, program)
    const what = 'of 5 crashes that leave a session for ever'
    figure(context, { pattern: 'session', what, naive, safe, goal: 0 })
    expect({ naive, safe }).toEqual({ naive: 5, safe: 0 })
  })
})

type Measure = (kind: 'naive' | 'safe', redis: Redis) => Promise<number>

onAnyServer('sessions, as they are promised', (redis) => {
  it.for<[title: string, what: string, measure: Measure, naive: number, goal: number]>([
    ['live on while they are used', 'minutes to live after use in minute 50 of 60', minutesAfterUse, 10, 60],
    ['keep what requests change at the same time', 'of 20 concurrent field updates', keptUpdates, 1, 20],
    ['have ids that nobody can guess', 'of 10 guesses from an own id that hit', guessed, 10, 0],
    ['get a new id at the sign-in', 'of 5 planted ids that are signed in', fixated, 5, 0],
    ['stay destroyed when a request saves late', 'of 50 revived by a late save', revived, 50, 0],
  ])('%s', async ([, what, measure, naiveFinds, goal], context) => {
    const naive = await measure('naive', redis())
    const safe = await measure('safe', redis())
    figure(context, { pattern: 'session', what, naive, safe, goal })
    expect({ naive, safe }).toEqual({ naive: naiveFinds, safe: goal })
  })
})

onRealServer("a user's sessions among those of 200 others", (redis) => {
  it('are found without a look at those', async (context) => {
    const naive = await commandsToList('naive', redis())
    const safe = await commandsToList('safe', redis())
    const what = 'sessions read to list the 2 of a user among 202'
    figure(context, { pattern: 'session', what, naive, safe, goal: 2 })
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
