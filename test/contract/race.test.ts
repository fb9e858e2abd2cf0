import type { Redis } from 'ioredis'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { registry } from '../../src/commands/index.js'
import { MOST_CLIENTS } from '../../src/commands/race/choose.js'
import { ownVersion } from '../../src/commands/race/own.js'
import type { Engine } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import type { Race, Version } from '../../src/race/define.js'
import type { Exploration, ExploreOptions } from '../../src/race/explore.js'
import { walk } from '../../src/race/walk.js'
import { seededRng } from '../../src/scenario/rng.js'
import { runCli } from '../support/cli.js'
import { onEachEngine } from '../support/engines.js'
import { exploreOn, onGround } from '../support/explored.js'

const books = await Promise.all(registry.map(({ races }) => races()))
const races = books.flatMap(({ pattern, races }) =>
  races.map((race) => [`${pattern} ${race.name}`, race] as const),
)

const folder = mkdtempSync(join(tmpdir(), 'races-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(books.map((book) => [book.pattern, book] as const))('the races of %s', (name, book) => {
  it('are registered under the pattern, at least two, each with a name of its own', () => {
    expect(registry.map((entry) => entry.name)).toContain(book.pattern)
    expect(book.races.length).toBeGreaterThanOrEqual(2)
    expect(new Set(book.races.map((race) => race.name)).size).toBe(book.races.length)
  })

  it('come with a first implementation, which has a fault', async () => {
    const file = join(folder, `my-${name}.ts`)
    writeFileSync(file, book.template)
    const own = await ownVersion(book, file)
    const engine = await openEngine({ engine: 'embedded', env: {} })
    const broken = []
    for (const race of book.races) {
      const found = await exploreOn(engine, { race, version: own, clients: Math.min(2, race.clients) })
      if (found.brokenOrders > 0) broken.push(race.name)
    }
    await engine.close()
    expect(broken.length).toBeGreaterThan(0)
  })

  it('do not take for right what does nothing', async () => {
    const idle: Version<unknown> = {
      title: 'does nothing',
      make: () => Object.fromEntries(book.methods.map((method) => [method, () => Promise.resolve(null)])),
    }
    const engine = await openEngine({ engine: 'embedded', env: {} })
    const broken = []
    for (const race of book.races) {
      const found = await exploreOn(engine, { race, version: idle, clients: race.clients })
      if (found.brokenOrders > 0) broken.push(race.name)
    }
    await engine.close()
    expect(broken.length).toBeGreaterThan(0)
  })

  it('say what they are about', () => {
    for (const { title, summary, invariants, naive, safe } of book.races)
      expect([
        title,
        summary,
        naive.title,
        safe.title,
        ...invariants.map(({ claim }) => claim),
      ]).not.toContain('')
  })
})

/** More orders than these take too long one by one. */
const MOST_UNMERGED = 200

/** Chosen by chance, where there are too many to run them all. */
const SOME_ORDERS = 20

/** By race and version: what the first engine counted. */
const counted = new Map<string, unknown>()

onEachEngine((engine) => {
  it.each(books.map(({ pattern }) => pattern))(
    '%s on a server of somebody else leaves nothing there',
    async (pattern) => {
      const observer = (await engine().connect('observer')) as Redis
      await observer.flushdb()
      await observer.set('theirs', 'kept')
      const { code, stderr } = await runCli(['race', pattern, '--json', '--url', engine().address])
      expect([code, stderr.replaceAll(/.* runs\n/g, '')]).toEqual([0, ''])
      expect(await observer.keys('*')).toEqual(['theirs'])
    },
  )

  it.each(books.map(({ pattern }) => pattern))('%s says the same when it is run again', async (pattern) => {
    const said = async () => {
      const { stdout } = await runCli(['race', pattern, '--json', '--url', engine().address])
      // How many runs it takes depends on how far keys were from their expiry.
      return stdout.replaceAll(/\["runs that it took".*?\]/g, '').replaceAll(/.*"progress".*\n/g, '')
    }
    expect(await said()).toBe(await said())
  })

  describe.each(races)('the race %s', (name, race) => {
    it('breaks the naive version', async () => {
      const found = await explored(engine(), race, race.naive)
      expect(found.brokenOrders).toBeGreaterThan(0)
      expectSame(`${name} naive`, found)
    })

    it('never breaks the safe version, in any order', async () => {
      const found = await explored(engine(), race, race.safe)
      expect(Object.fromEntries(found.broken)).toEqual({})
      expectSame(`${name} safe`, found)
    })

    it('never breaks the safe version when as many clients run as may', async () => {
      const cast = { race, version: race.safe, clients: race.mostClients ?? MOST_CLIENTS }
      const found = await onGround(engine(), (ground) => walk(cast, ground, seededRng(1), SOME_ORDERS))
      expect(Object.fromEntries(found.broken)).toEqual({})
    })

    it('counts the same when no two orders are taken for one', async () => {
      for (const version of [race.naive, race.safe]) {
        const merged = await explored(engine(), race, version)
        if (merged.orders > MOST_UNMERGED) continue
        const each = await explored(engine(), race, version, { merge: false })
        expect(essence(each)).toEqual(essence(merged))
        expect(each.runs).toBe(each.orders)
      }
    })

    it('comes to the same when it is run again', async () => {
      const runs = [await explored(engine(), race, race.naive), await explored(engine(), race, race.naive)]
      expect(essence(runs[0])).toEqual(essence(runs[1]))
    })
  })
})

function explored(
  engine: Engine,
  race: Race,
  version: Version<unknown>,
  options?: ExploreOptions,
): Promise<Exploration> {
  return exploreOn(engine, { race, version, clients: race.clients }, options)
}

/** Counts and shortest orders are a matter of the programs, not of the server. */
function expectSame(what: string, found: Exploration): void {
  const here = essence(found)
  expect(counted.get(what) ?? here).toEqual(here)
  counted.set(what, here)
}

function essence(found: Exploration | undefined) {
  return found && { orders: found.orders, broken: Object.fromEntries(found.broken), shortest: found.shortest }
}
