import { type Leaderboard, PeriodLeaderboards } from '../../patterns/leaderboard/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, TableEvent } from '../../scenario/event.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'
import { people } from './people.js'
import { boardTable } from './tables.js'

const DAY_MS = 86_400_000
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const PLAYERS = people(5)
const KEEP_DAYS = 8

export const periods: LeaderboardScenario = {
  name: 'periods',
  title: 'Daily boards, one week',
  summary: 'Each day has a board of its own, which expires by itself. One ZUNIONSTORE adds the seven up.',
  uses: ['top'],
  next: [{ command: 'redis-patterns leaderboard periods --seed 2', why: 'another week' }],
  run: playPeriods,
}

async function* playPeriods(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const boards = new PeriodLeaderboards(await stage.actor('app'), {
    prefix: stage.namespace,
    name: 'arena',
    aggregate: 'sum',
    keepDays: KEEP_DAYS,
    now: stage.clock.now,
  })
  const monday = stage.clock.now()

  yield {
    type: 'note',
    text: `${PLAYERS.length} players score on seven days. The points of a day go to the board of that day in one script, which also sets the board's expiry, so that a crash cannot leave a board for ever. The {braces} keep all boards of one name in one hash slot: a cluster can merge them too.`,
  }
  const played: Map<string, number>[] = []
  for (const _day of DAYS) {
    played.push(await playOneDay(stage, boards))
    await stage.clock.advance(DAY_MS)
  }
  yield week(played)
  const dayKeys = DAYS.map((_, index) => boards.day(monday + index * DAY_MS).key)
  yield await stage.state('the first and the last day', [dayKeys[0] as string, dayKeys.at(-1) as string])

  yield {
    type: 'note',
    text: 'ZUNIONSTORE reads the seven boards and writes their sums into the board of the week, on the server, in one command. Players need not have played every day.',
  }
  const merged = await boards.rollUp('week', monday)
  // Every place is checked, however few --top shows.
  const places = await merged.top(Math.max(stage.params.top, PLAYERS.length))
  yield boardTable('week', 'the week', places.slice(0, stage.params.top))
  yield {
    type: 'verdict',
    id: 'periods.sum',
    claim: 'the week is the sum of its days, for every player',
    holds:
      places.every(({ member, score }) => score === total(played, member)) &&
      (await merged.count()) === places.length,
    detail: places.map(({ member, score }) => `${member} ${score}`).join(', '),
  }
  yield* expiry(stage, boards.day(monday))
}

async function playOneDay(stage: LeaderboardStage, boards: PeriodLeaderboards): Promise<Map<string, number>> {
  const points = new Map<string, number>()
  for (const player of stage.rng.shuffle(PLAYERS).slice(0, stage.rng.int(3, PLAYERS.length))) {
    points.set(player, stage.rng.int(1, 9) * 10)
  }
  await boards.incrementMany([...points].map(([member, by]) => ({ member, by })))
  return points
}

async function* expiry(stage: LeaderboardStage, first: Leaderboard): AsyncGenerator<Event, void, void> {
  const wait = KEEP_DAYS * DAY_MS
  yield {
    type: 'note',
    text: `${formatDuration(wait)} later, on the run's own clock: the day boards are gone, and nobody had to clean up.`,
  }
  const before = await first.count()
  await stage.clock.advance(wait)
  const after = await first.count()
  yield await stage.state("Monday's board", [first.key])
  yield {
    type: 'verdict',
    id: 'periods.expiry',
    claim: 'a day board expires by itself',
    holds: before > 0 && after === 0,
    detail: `${before} players before, ${after} after`,
  }
}

function week(played: readonly Map<string, number>[]): TableEvent {
  return {
    type: 'table',
    id: 'days',
    title: 'points a day',
    columns: [{ label: 'player' }, ...DAYS.map((label) => ({ label, align: 'right' as const }))],
    rows: PLAYERS.map((player): Cell[] => [player, ...played.map((day) => day.get(player) ?? null)]),
  }
}

function total(played: readonly Map<string, number>[], player: string): number {
  return played.reduce((sum, day) => sum + (day.get(player) ?? 0), 0)
}
