import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edgesFor } from '../../../../src/commands/leaderboard/file/edges.js'

describe('the edges of the bars', () => {
  test.each([
    [0, 100, true, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]],
    [1, 5, true, [1, 2, 3, 4, 5, 6]],
    [7, 7, true, [7, 8]],
    [-5, 30, true, [-5, 0, 5, 10, 15, 20, 25, 30, 35]],
    [0.05, 0.98, false, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    [2.5, 2.5, false, [2.5, Infinity]],
    [0, 999_999, true, Array.from({ length: 11 }, (_, index) => index * 100_000)],
  ])('from %d to %d are round', (lowest, highest, whole, edges) => {
    expect(edgesFor(lowest, highest, whole)).toEqual(edges)
  })

  test('rise, hold both ends and are few, for any two scores', () => {
    const score = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(score, score, fc.boolean(), (one, other, whole) => {
        const [lowest, highest] = one < other ? [one, other] : [other, one]
        const edges = edgesFor(lowest, highest, whole)
        expect(edges.length).toBeGreaterThanOrEqual(2)
        expect(edges.length).toBeLessThanOrEqual(14)
        expect(edges[0]).toBeLessThanOrEqual(lowest)
        expect(edges.at(-1)).toBeGreaterThan(highest)
        for (const [index, edge] of edges.slice(1).entries())
          expect(edge).toBeGreaterThan(edges[index] as number)
      }),
      {
        numRuns: 5000,
        examples: [
          [1e17, 1e17 + 16, true],
          [-Number.MAX_VALUE, Number.MAX_VALUE, false],
          [0, 5e-324, false],
        ],
      },
    )
  })
})
