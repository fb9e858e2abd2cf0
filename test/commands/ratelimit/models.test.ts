import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALGORITHM_NAMES } from '../../../src/commands/ratelimit/algorithm-names.js'
import { askAll } from '../../../src/commands/ratelimit/ask-all.js'
import { ALGORITHMS } from '../../../src/commands/ratelimit/limiters.js'
import { MODELS } from '../../../src/commands/ratelimit/models.js'
import { onEachEngine } from '../../support/engines.js'

const START = Date.UTC(2026, 0, 5)

onEachEngine((engine) => {
  describe('plain code', () => {
    test.each(ALGORITHM_NAMES)('answers as the %s of the library, also when times go back', async (name) => {
      const redis = await engine().connect(`models-${name}`)
      const steps = fc.array(fc.integer({ min: -400, max: 700 }), { minLength: 1, maxLength: 40 })
      let run = 0
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), async (gaps, limit) => {
          let at = START
          const times = gaps.map((gap) => (at += gap))
          const options = { prefix: `models:${++run}:`, name, limit, windowMs: 1000 }
          const make = (now: () => number) => ALGORITHMS[name].make(redis, { ...options, now })
          const answers = (await askAll(make, 'ada', times)).map(({ allowed }) => allowed)
          const fits = MODELS[name](limit, 1000)
          expect(times.map((time) => fits('ada', time))).toEqual(answers)
          await make(() => at).reset('ada')
        }),
        { numRuns: 25, seed: 7 },
      )
    })
  })

  test('plain code keeps clients apart', () => {
    for (const name of ALGORITHM_NAMES) {
      const fits = MODELS[name](1, 1000)
      expect([fits('ada', START), fits('ada', START), fits('grace', START)]).toEqual([true, false, true])
    }
  })
})
