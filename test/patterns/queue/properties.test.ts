import fc from 'fast-check'
import { expect, it } from 'vitest'
import { onEveryServer } from '../support/servers.js'
import { Pair, step } from './pair.js'

onEveryServer('any sequence of operations', (redis) => {
  it('keeps every job in exactly one state, that of a plain model, and every lease with one holder', async () => {
    const sequence = fc.array(step, { minLength: 1, maxLength: 60, size: 'max' })
    const checked = fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const pair = new Pair(redis())
        for (const each of steps) {
          await pair.play(each)
          await pair.compareCounts()
        }
        await pair.compareJobs()
      }),
      { numRuns: 30 },
    )
    await expect(checked).resolves.toBeUndefined()
  })
})
