import { describe, expect, it } from 'vitest'
import type { Race, RaceBook, Version } from '../../src/race/define.js'
import { onEachEngine } from './engines.js'
import { exploreOn } from './explored.js'
import { type Changes, mutant } from './mutant.js'

/** A fault that is put into the safe version, the race that must find it, and how it is put there. */
export type Mutation = [
  fault: string,
  race: string,
  how: Changes | ((race: Race) => Version<unknown>),
  claim?: string,
]

/**
 * Tests that the races find each fault: by one of their invariants, or by the one that is named, and not because a
 * client fails.
 *
 * @param what `a lock`
 */
export function findEach(what: string, book: RaceBook, mutations: readonly Mutation[]): void {
  onEachEngine((engine) => {
    describe(`the races find ${what} that`, () => {
      it.each(mutations)('%s', async (_fault, name, how, claim) => {
        const race = book.races.find((each) => each.name === name) as Race
        const version = typeof how === 'function' ? how(race) : mutant(race, how)
        const { broken } = await exploreOn(engine(), { race, version, clients: race.clients })
        const found = [...broken.keys()]
        const claims = race.invariants.map((invariant) => invariant.claim)
        expect(claims.filter((one) => found.includes(one))).not.toEqual([])
        expect(found).not.toContain('no client fails')
        if (claim !== undefined) expect(found).toContain(claim)
      })
    })
  })
}
