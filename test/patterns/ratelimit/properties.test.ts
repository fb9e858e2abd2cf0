import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CombinedLimiter } from '../../../src/patterns/ratelimit/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { algorithms } from './algorithms.js'

const START = Date.UTC(2026, 10, 23)
// Long, so that no key expires while a test runs: the clock here is not the server's.
const setting = fc.record({
  limit: fc.integer({ min: 1, max: 7 }),
  windowMs: fc.constantFrom(60_000, 61_001, 86_400_000),
})
const step = fc.record({
  // In windows: most of the time forward, now and then back.
  wait: fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 0.3, noNaN: true }),
    fc.double({ min: -1.5, max: 2.5, noNaN: true }),
  ),
  kind: fc.constantFrom('take', 'take', 'take', 'peek', 'reset'),
  cost: fc.constantFrom(1, 1, 1, 2, 3, 8),
})
const steps = fc.array(step, { minLength: 1, maxLength: 25 })
const RUNS = { numRuns: 40 }

onEveryServer('any sequence of calls, with a clock that also goes back', (redis) => {
  it.each(algorithms)('is answered as a plain model answers it: $title', async ({ make, model }) => {
    await fc.assert(
      fc.asyncProperty(setting, steps, async (setting, steps) => {
        const clock = { ms: START }
        const limiter = make(redis(), { name: freshName(), now: () => clock.ms }, setting)
        const expected = model(setting)
        for (const { wait, kind, cost } of steps) {
          clock.ms += Math.round(wait * setting.windowMs)
          if (kind === 'reset') {
            await limiter.reset('ada')
            expected.reset()
          } else {
            const decision = await limiter[kind]('ada', { cost })
            expect(decision).toEqual(expected.ask(clock.ms, cost, kind === 'take'))
          }
        }
      }),
      RUNS,
    )
  })

  it.each(algorithms)('never admits more than is promised: $title', async ({ make, most }) => {
    await fc.assert(
      fc.asyncProperty(setting, steps, async (setting, steps) => {
        const clock = { ms: START }
        const limiter = make(redis(), { name: freshName(), now: () => clock.ms }, setting)
        const admitted: { at: number; cost: number }[] = []
        for (const { wait, cost } of steps) {
          clock.ms += Math.round(wait * setting.windowMs)
          const { allowed } = await limiter.take('ada', { cost })
          if (allowed) admitted.push({ at: Math.max(clock.ms, admitted.at(-1)?.at ?? 0), cost })
        }
        for (const [from, { at: start }] of admitted.entries()) {
          let sum = 0
          for (const { at, cost } of admitted.slice(from)) {
            sum += cost
            expect(sum).toBeLessThanOrEqual(most(at - start, setting))
          }
        }
      }),
      RUNS,
    )
  })

  it('takes from several limits all or nothing, and answers for each what it would answer alone', async () => {
    const settings = fc.tuple(setting, setting, setting, setting, setting)
    await fc.assert(
      fc.asyncProperty(settings, steps, async (settings, steps) => {
        const clock = { ms: START }
        const now = () => clock.ms
        const make = ({ make }: (typeof algorithms)[number], index: number) =>
          make(redis(), { name: freshName(), now }, settings[index]!)
        const limiter = new CombinedLimiter(algorithms.map(make))
        const models = algorithms.map(({ model }, index) => model(settings[index]!))
        for (const { wait, kind, cost } of steps) {
          clock.ms += Math.round(wait * 60_000)
          if (kind === 'reset') {
            await limiter.reset('ada')
            for (const model of models) model.reset()
          } else {
            const decision = await limiter[kind]('ada', { cost })
            const allowed = models.every((model) => model.ask(clock.ms, cost, false).allowed)
            const take = allowed && kind === 'take'
            expect(decision.allowed).toBe(allowed)
            expect(decision.decisions).toEqual(models.map((model) => model.ask(clock.ms, cost, take)))
          }
        }
      }),
      RUNS,
    )
  })
})
