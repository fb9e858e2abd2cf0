import fc from 'fast-check'
import { expect, it } from 'vitest'
import { earlierWins, Leaderboard } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { Model } from './model.js'

const EPOCH = Date.UTC(2026, 0, 5)

// Few members and few scores, so that ties and repeated writes are common.
const member = fc.constantFrom('', 'a', 'b', 'é', 'zz', '🏆', '-1')
const score = fc.integer({ min: -3, max: 3 })
const keep = fc.constantFrom('best', 'latest')
const step = fc.oneof(
  fc.record({
    kind: fc.constant('submit'),
    keep,
    scores: fc.array(fc.record({ member, score }), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('increment'), member, by: score }),
  fc.record({
    kind: fc.constant('incrementMany'),
    gains: fc.array(fc.record({ member, by: score }), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('remove'), members: fc.uniqueArray(member, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('trim'), count: fc.nat(6) }),
  fc.record({ kind: fc.constant('wait'), seconds: fc.nat(3) }),
  fc.record({ kind: fc.constant('entry'), member, radius: fc.nat(4) }),
  fc.record({
    kind: fc.constant('page'),
    number: fc.integer({ min: 1, max: 4 }),
    size: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('count'), min: score, max: score }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

onEveryServer('any sequence of operations', (redis) => {
  it.each([
    ['desc', false],
    ['asc', false],
    ['desc', true],
    ['asc', true],
  ] as const)('does what a plain model does, %s, ties by time: %s', async (order, timed) => {
    const sequence = fc.array(step, { minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const clock = { ms: EPOCH }
        const ties = timed ? earlierWins({ epochMs: EPOCH }) : undefined
        const board = new Leaderboard(redis(), { name: freshName(), order, ties, now: () => clock.ms })
        const model = new Model(order, timed)
        for (const each of steps) await compare(each, board, model, clock)
        expect(await board.top(100)).toEqual(shown(model))
      }),
      { numRuns: 60 },
    )
  })
})

async function compare(step: Step, board: Leaderboard, model: Model, clock: { ms: number }): Promise<void> {
  const tick = (clock.ms - EPOCH) / 1000
  switch (step.kind) {
    case 'submit': {
      const { scores, keep } = step
      const changed = scores.filter((each) => model.submit(each.member, each.score, keep, tick)).length
      return expect(await board.submitMany(scores, { keep })).toBe(changed)
    }
    case 'increment':
      return expect(await board.increment(step.member, step.by)).toBe(
        model.increment(step.member, step.by, tick),
      )
    case 'incrementMany': {
      const sums = step.gains.map((gain) => model.increment(gain.member, gain.by, tick))
      return expect(await board.incrementMany(step.gains)).toEqual(sums)
    }
    case 'remove': {
      const gone = step.members.filter((each) => model.held.delete(each)).length
      return expect(await board.remove(...step.members)).toBe(gone)
    }
    case 'trim':
      return expect(await board.trim(step.count)).toBe(model.trim(step.count))
    case 'wait':
      clock.ms += step.seconds * 1000
      return
    case 'entry':
      return compareEntry(board, model, step.member, step.radius)
    case 'page': {
      const [first, total] = [(step.number - 1) * step.size, model.held.size]
      return expect(await board.page(step.number, step.size)).toEqual({
        entries: shown(model).slice(first, first + step.size),
        page: step.number,
        pages: Math.ceil(total / step.size),
        total,
      })
    }
    case 'count': {
      const within = [...model.held.values()].filter(({ score }) => score >= step.min && score <= step.max)
      return expect(await board.count({ min: step.min, max: step.max })).toBe(within.length)
    }
  }
}

async function compareEntry(board: Leaderboard, model: Model, member: string, radius: number): Promise<void> {
  const ranking = shown(model)
  const rank = ranking.findIndex((entry) => entry.member === member)
  const found = ranking[rank]
  const first = Math.max(0, rank - radius)
  expect(await board.rank(member)).toBe(found ? rank : null)
  expect(await board.score(member)).toBe(found?.score ?? null)
  expect(await board.around(member, radius)).toEqual(found ? ranking.slice(first, rank + radius + 1) : [])
  expect(await board.entry(member, { radius })).toEqual(
    found
      ? {
          ...found,
          total: ranking.length,
          above: ranking.slice(first, rank),
          below: ranking.slice(rank + 1, rank + radius + 1),
        }
      : null,
  )
}

/** The model's ranking as the board shows it. */
function shown(model: Model) {
  return model.ranking().map(({ tick, ...entry }) => ({
    ...entry,
    ...(model.timed && { reachedAtMs: EPOCH + tick * 1000 }),
  }))
}
