import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { allScripts } from '../../../src/patterns/_kit/script.js'
import { onAnyServer } from '../support/servers.js'
import { nearSchedules, outdatedReads, schedules } from './support/schedule.js'
import { naive, safe } from './support/subjects.js'

onAnyServer('in any order of commands, loads and changes, by three processes', (redis) => {
  beforeAll(async () => {
    for (const { source } of allScripts()) await redis().script('LOAD', source)
  })

  it(
    'no read is answered with what was invalidated or replaced before it began',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(schedules, async (steps) => {
          expect(await outdatedReads(redis(), safe, steps)).toEqual([])
        }),
        { numRuns: 150 },
      )
    },
  )

  it.each([
    ['the server tells of every change', true],
    ['processes tell each other of their changes', false],
  ])(
    'no process is answered from its memory with what it replaced, or heard to be replaced, before that, when %s',
    { timeout: 60_000 },
    async (_, tracking) => {
      const firstLevel = { max: 10, ttlMs: 60_000, tracking }
      await fc.assert(
        fc.asyncProperty(nearSchedules, async (steps) => {
          expect(await outdatedReads(redis(), safe, steps, { firstLevel })).toEqual([])
        }),
        { numRuns: 100 },
      )
    },
  )

  it('the naive cache soon fails that', { timeout: 60_000 }, async () => {
    const checked = await fc.check(
      fc.asyncProperty(schedules, async (steps) => (await outdatedReads(redis(), naive, steps)).length === 0),
      { numRuns: 150, endOnFailure: true },
    )
    expect(checked.failed).toBe(true)
  })
})
