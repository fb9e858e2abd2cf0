import { expect, it } from 'vitest'
import { Cache, type CacheEvent, type CacheOptions } from '../../../src/patterns/cache/index.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { workersOf } from '../support/workers.js'
import {
  answersWithTheDeleted,
  expireTogether,
  lateWrite,
  loadsOfNothing,
  staleFills,
  stampede,
} from './support/faults.js'
import { NEAR, remembers, usesFirstLevel } from './support/near.js'
import { stampedeOfProcesses } from './support/processes.js'
import { naive, type Open, safe } from './support/subjects.js'

const CALLERS = 1_000
const PROCESSES = 4
const ROUNDS = 200

onAnyServer('a cache, as it is promised', (redis) => {
  it.for<[what: string, of: (open: Open) => Promise<number | null>, naive: number, goal: number]>([
    [
      'origin loads for 1000 callers who miss at once',
      (open) => stampede(redis(), open, CALLERS),
      CALLERS,
      1,
    ],
    [
      'stale after an invalidation during a load, of 200',
      (open) => staleFills(redis(), open, ROUNDS),
      ROUNDS,
      0,
    ],
    ['version that stays when 1 is written after 2', (open) => lateWrite(redis(), open), 1, 2],
    ['loads for 100 reads of what does not exist', (open) => loadsOfNothing(redis(), open, 100), 100, 1],
  ])('%s', async ([what, measure, expected, goal], context) => {
    const found = { naive: (await measure(naive))!, safe: (await measure(safe))! }
    figure(context, { pattern: 'cache', what, ...found, goal })
    expect(found).toEqual({ naive: expected, safe: goal })
  })

  it('lets entries that were written together expire apart', async (context) => {
    const found = {
      naive: await expireTogether(redis(), naive, 1_000),
      safe: await expireTogether(redis(), safe, 1_000),
    }
    const what = 'of 1000 entries, most that expire within 1% of the TTL'
    figure(context, { pattern: 'cache', what, ...found, goal: '<= 200' })
    expect(found.naive).toBe(1_000)
    expect(found.safe).toBeLessThanOrEqual(200)
  })
})

onRealServer('four processes', (redis) => {
  const program = workersOf('test/patterns/cache/fixtures/reader.ts')

  it('load once for 1000 callers who miss at once', async (context) => {
    const found = { naive: await loadsOf('naive'), safe: await loadsOf('safe') }
    const what = `origin loads for ${CALLERS} callers in ${PROCESSES} processes`
    figure(context, { pattern: 'cache', what, ...found, goal: 1 })
    expect(found).toEqual({ naive: CALLERS, safe: 1 })
  })

  async function loadsOf(kind: 'naive' | 'safe'): Promise<number> {
    const url = `redis://127.0.0.1:${redis().options.port}`
    const options = { url, name: freshName(), kind, callers: CALLERS / PROCESSES, value: 1, leaseMs: 30_000 }
    const { loads, answers } = await stampedeOfProcesses(program, PROCESSES, options)
    expect(answers).toEqual(Array(CALLERS).fill(1))
    return loads
  }
})

onRealServer('a first level', (redis) => {
  it('does not answer with what somebody deleted by hand', async (context) => {
    const found = {
      naive: await answersWithTheDeleted(redis(), 100, false),
      safe: await answersWithTheDeleted(redis(), 100, true),
    }
    const what = 'old in 100 reads after a DEL by hand (naive: not tracked)'
    figure(context, { pattern: 'cache', what, ...found, goal: 0 })
    expect(found).toEqual({ naive: 100, safe: 0 })
  })
})

onRealServer('what a cache sends', (redis) => {
  const open = (options: Partial<CacheOptions<number>> = {}) =>
    new Cache<number>(redis(), { name: freshName(), ttlMs: 60_000, jitter: 0, ...options })
  const load = () => 1

  it.for<[what: string, goal: number, prepare: () => Promise<() => Promise<unknown>>]>([
    [
      'hit',
      1,
      async () => {
        const cache = open()
        await cache.get('42', load)
        return () => cache.get('42', load)
      },
    ],
    [
      'first hit of a process',
      1,
      async () => {
        const name = freshName()
        await open({ name }).get('42', load)
        return () => open({ name }).get('42', load)
      },
    ],
    [
      'hit in the first level',
      0,
      async () => {
        const cache = open(NEAR)
        await remembers(cache, '42', 1)
        return () => cache.get('42', load)
      },
    ],
    [
      'protected miss with a first level',
      2,
      async () => {
        const cache = open(NEAR)
        await usesFirstLevel(cache)
        return () => cache.get('42', load)
      },
    ],
    ['protected miss', 2, async () => () => open().get('42', load)],
    ['protected miss with a tag', 3, async () => () => open().get('42', load, { tags: ['all'] })],
    ['write through', 1, async () => () => open().set('42', 1, { version: 1 })],
    ['invalidate', 1, async () => () => open().invalidate('42')],
    [
      'invalidate a tag of 10 entries',
      11,
      async () => {
        const cache = open()
        for (let key = 0; key < 10; key++) await cache.set(String(key), 1, { tags: ['all'] })
        return () => cache.invalidateTag('all')
      },
    ],
    [
      'stale hit and its refresh',
      2,
      async () => {
        let nowMs = 1_000
        let filled = () => {}
        const onEvent = ({ type }: CacheEvent) => void (type === 'fill' && filled())
        const cache = open({ ttlMs: 1_000, staleMs: 60_000, now: () => nowMs, onEvent })
        await cache.get('42', load)
        nowMs += 1_000
        return async () => {
          const refreshed = new Promise<void>((resolve) => (filled = resolve))
          await cache.get('42', load)
          await refreshed
        }
      },
    ],
  ])('%s', async ([what, goal, prepare], context) => {
    await (
      await prepare()
    )() // The first call of a script is an EVAL.
    const safe = total(await wireCommands(redis(), await prepare()))
    figure(context, { pattern: 'cache', what: `wire commands: ${what}`, safe, goal })
    expect(safe).toBe(goal)
  })
})
