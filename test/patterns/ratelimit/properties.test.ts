import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CombinedLimiter, type Decision } from '../../../src/patterns/ratelimit/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { algorithms, type Setting } from './algorithms.js'

// Long, so that no key expires while a test runs: the clock here is not the server's.
const setting = fc.record({
  limit: fc.integer({ min: 1, max: 7 }),
  windowMs: fc.constantFrom(60_000, 61_001, 86_400_000),
})

/** The moments that matter are the ends of windows, the one at which a cost fits, and those beside them. */
const wait = fc.record({
  windows: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.constantFrom(0.1, 0.25, 0.5, 1, 2) },
    { weight: 1, arbitrary: fc.constantFrom(-0.1, -0.5, -1) },
    { weight: 2, arbitrary: fc.double({ min: -0.5, max: 1.5, noNaN: true }) },
    { weight: 3, arbitrary: fc.constant('until it fits' as const) },
  ),
  ms: fc.constantFrom(0, 0, 1, -1),
})
const kind = fc.constantFrom('take', 'take', 'take', 'take', 'take', 'take', 'peek', 'reset')
const cost = fc.constantFrom(1, 1, 1, 1, 2, 3, 8)
const steps = fc.array(fc.record({ wait, kind, cost }), { minLength: 1, maxLength: 25 })
type Wait = typeof wait extends fc.Arbitrary<infer T> ? T : never

/** A clock that moves as the steps say. */
class Clock {
  ms = Date.UTC(2026, 10, 23)
  retryAfterMs = 0

  move({ windows, ms }: Wait, windowMs: number): void {
    this.ms += ms + (windows === 'until it fits' ? this.retryAfterMs : Math.round(windows * windowMs))
  }

  saw({ retryAfterMs }: Decision): void {
    this.retryAfterMs = retryAfterMs === Infinity ? 0 : retryAfterMs
  }
}

const RUNS = { numRuns: 50 }

onEveryServer('any sequence of calls, with a clock that also goes back', (redis) => {
  it.each(algorithms)('is answered as a plain model answers it: $title', async ({ make, model }) => {
    await fc.assert(
      fc.asyncProperty(setting, steps, async (setting, steps) => {
        const clock = new Clock()
        const limiter = make(redis(), { name: freshName(), now: () => clock.ms }, setting)
        const expected = model(setting)
        for (const { wait, kind, cost } of steps) {
          clock.move(wait, setting.windowMs)
          if (kind === 'reset') {
            await limiter.reset('ada')
            expected.reset()
          } else {
            const decision = await limiter[kind]('ada', { cost })
            expect(decision).toEqual(expected.ask(clock.ms, cost, kind === 'take'))
            clock.saw(decision)
          }
        }
      }),
      RUNS,
    )
  })

  it.each(algorithms)('never admits more than is promised: $title', async ({ make, most }) => {
    await fc.assert(
      fc.asyncProperty(setting, steps, async (setting, steps) => {
        const clock = new Clock()
        const limiter = make(redis(), { name: freshName(), now: () => clock.ms }, setting)
        const admitted: Admitted[] = []
        for (const { wait, cost } of steps) {
          clock.move(wait, setting.windowMs)
          const decision = await limiter.take('ada', { cost })
          if (decision.allowed) admitted.push({ at: Math.max(clock.ms, admitted.at(-1)?.at ?? 0), cost })
          clock.saw(decision)
        }
        expectAtMost(admitted, most, setting)
      }),
      RUNS,
    )
  })

  it('takes from several limits all or nothing, and answers for each what it would answer alone', async () => {
    const settings = fc.tuple(setting, setting, setting, setting, setting)
    await fc.assert(
      fc.asyncProperty(settings, steps, async (settings, steps) => {
        const clock = new Clock()
        const now = () => clock.ms
        const limiters = algorithms.map(({ make }, index) =>
          make(redis(), { name: freshName(), now }, settings[index]!),
        )
        const limiter = new CombinedLimiter(limiters)
        const models = algorithms.map(({ model }, index) => model(settings[index]!))
        for (const { wait, kind, cost } of steps) {
          clock.move(wait, 60_000)
          if (kind === 'reset') {
            await limiter.reset('ada')
            for (const model of models) model.reset()
          } else {
            const decision = await limiter[kind]('ada', { cost })
            const allowed = models.every((model) => model.ask(clock.ms, cost, false).allowed)
            const take = allowed && kind === 'take'
            expect(decision.allowed).toBe(allowed)
            expect(decision.decisions).toEqual(models.map((model) => model.ask(clock.ms, cost, take)))
            clock.saw(decision)
          }
        }
      }),
      RUNS,
    )
  })
})

interface Admitted {
  at: number
  cost: number
}

/** Between any two takes, both included. */
function expectAtMost(
  admitted: readonly Admitted[],
  most: (stretchMs: number, setting: Setting) => number,
  setting: Setting,
): void {
  for (const [from, { at: start }] of admitted.entries()) {
    let sum = 0
    for (const { at, cost } of admitted.slice(from)) {
      sum += cost
      expect(sum).toBeLessThanOrEqual(most(at - start, setting))
    }
  }
}
