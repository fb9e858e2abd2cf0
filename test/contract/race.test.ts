import { describe, expect, it } from 'vitest'
import { registry } from '../../src/commands/index.js'
import type { Engine } from '../../src/engine/engine.js'
import type { Race, Version } from '../../src/race/define.js'
import type { Exploration } from '../../src/race/explore.js'
import { onEachEngine } from '../support/engines.js'
import { exploreOn } from '../support/explored.js'

const books = await Promise.all(registry.map(({ races }) => races()))
const races = books.flatMap(({ pattern, races }) =>
  races.map((race) => [`${pattern} ${race.name}`, race] as const),
)

describe.each(books.map((book) => [book.pattern, book] as const))('the races of %s', (name, book) => {
  it('are registered under the pattern, at least two, each with a name of its own', () => {
    expect(registry.find(({ races }) => races)).toBeDefined()
    expect(book.pattern).toBe(name)
    expect(book.races.length).toBeGreaterThanOrEqual(2)
    expect(new Set(book.races.map((race) => race.name)).size).toBe(book.races.length)
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

/** By race and version: what the first engine counted. */
const counted = new Map<string, unknown>()

onEachEngine((engine) => {
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

    it('comes to the same when it is run again', async () => {
      const runs = [await explored(engine(), race, race.naive), await explored(engine(), race, race.naive)]
      expect(essence(runs[0])).toEqual(essence(runs[1]))
    })
  })
})

function explored(engine: Engine, race: Race, version: Version<unknown>): Promise<Exploration> {
  return exploreOn(engine, { race, version, clients: race.clients })
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
