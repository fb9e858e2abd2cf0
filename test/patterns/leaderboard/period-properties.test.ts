import fc from 'fast-check'
import { expect, it } from 'vitest'
import { earlierWins, PeriodLeaderboards } from '../../../src/patterns/leaderboard/index.js'
import { freshName, onBothServers } from '../support/servers.js'
import { type Held, Model } from './model.js'

const SECOND = 1000
const DAY_SECONDS = 86_400
const MONDAY = Date.UTC(2026, 10, 23)
const KEEP_DAYS = 31

const member = fc.constantFrom('a', 'b', 'c')
const score = fc.integer({ min: -2, max: 2 })
const step = fc.record({
  /** Time that passes first, in hours: few, so that different days have the same times of day. */
  hours: fc.constantFrom(0, 6, 12, 24, 48),
  write: fc.oneof(
    fc.record({ kind: fc.constant('increment'), member, by: score }),
    fc.record({ kind: fc.constant('submit'), member, score, keep: fc.constantFrom('best', 'latest') }),
  ),
  askAllTime: fc.boolean(),
})

const CASES = [
  { aggregate: 'sum', order: 'desc', timed: false },
  { aggregate: 'sum', order: 'desc', timed: true },
  { aggregate: 'sum', order: 'asc', timed: true },
  { aggregate: 'max', order: 'desc', timed: true },
  { aggregate: 'min', order: 'asc', timed: true },
] as const
type Case = (typeof CASES)[number]

onBothServers('any play over some weeks', (redis) => {
  it.each(CASES)(
    'merges as a plain model does, $aggregate, $order, ties by time: $timed',
    async (options) => {
      const play = fc.array(step, { minLength: 1, maxLength: 14 })
      await fc.assert(
        fc.asyncProperty(play, async (steps) => {
          const clock = { ms: MONDAY }
          const boards = open(options, clock)
          const days = new Map<number, Model>()
          for (const { hours, write, askAllTime } of steps) {
            clock.ms += hours * 3600 * SECOND
            await playOne(boards, days, write, clock.ms, options)
            if (askAllTime) await boards.allTime()
          }
          for (const week of [0, 1, 2, 3]) {
            const merged = await boards.rollUp('week', MONDAY + week * 7 * DAY_SECONDS * SECOND)
            const model = merge(days, options, (day) => Math.floor(day / 7) === week)
            expect(await merged.top(10)).toEqual(shown(model, options))
          }
          expect(await (await boards.allTime()).top(10)).toEqual(shown(merge(days, options), options))
        }),
        { numRuns: 30 },
      )
    },
  )

  function open({ aggregate, order, timed }: Case, clock: { ms: number }): PeriodLeaderboards {
    const ties = timed ? earlierWins({ epochMs: MONDAY }) : undefined
    const now = () => clock.ms
    return new PeriodLeaderboards(redis(), {
      name: freshName(),
      aggregate,
      order,
      ties,
      keepDays: KEEP_DAYS,
      now,
    })
  }
})

type Write = typeof step extends fc.Arbitrary<{ write: infer T }> ? T : never

/** A day of a sum counts its ticks from its own start, a day of bests from the common epoch. */
async function playOne(
  boards: PeriodLeaderboards,
  days: Map<number, Model>,
  write: Write,
  ms: number,
  { aggregate, order, timed }: Case,
): Promise<void> {
  const seconds = (ms - MONDAY) / SECOND
  const day = Math.floor(seconds / DAY_SECONDS)
  const tick = aggregate === 'sum' ? seconds % DAY_SECONDS : seconds
  const model = days.get(day) ?? new Model(order, timed)
  days.set(day, model)
  if (write.kind === 'increment') {
    expect(await boards.increment(write.member, write.by)).toBe(model.increment(write.member, write.by, tick))
  } else {
    const changed = model.submit(write.member, write.score, write.keep, tick)
    expect(await boards.submit(write.member, write.score, { keep: write.keep })).toBe(changed)
  }
}

function merge(
  days: Map<number, Model>,
  { aggregate, order, timed }: Case,
  wanted = (_day: number) => true,
): Model {
  const merged = new Model(order, timed)
  const boards = [...days].filter(([day]) => wanted(day)).map(([, model]) => model)
  for (const [member, held] of boards.flatMap((model) => [...model.held])) {
    const old = merged.held.get(member)
    if (old && aggregate === 'sum') {
      merged.held.set(member, { score: old.score + held.score, tick: old.tick + held.tick })
    } else if (!old || isBetter(held, old, order)) {
      merged.held.set(member, held)
    }
  }
  return merged
}

function isBetter(held: Held, old: Held, order: 'desc' | 'asc'): boolean {
  if (held.score === old.score) return held.tick < old.tick
  return order === 'desc' ? held.score > old.score : held.score < old.score
}

/** A sum of days has no moment at which it was reached. */
function shown(model: Model, { aggregate, timed }: Case) {
  return model.ranking().map(({ tick, ...entry }) => ({
    ...entry,
    ...(timed && aggregate !== 'sum' && { reachedAtMs: MONDAY + tick * SECOND }),
  }))
}
