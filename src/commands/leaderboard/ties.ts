import { grouped } from '../../scenario/text.js'
import { earlierWins, Leaderboard } from '../../patterns/leaderboard/index.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'

const SCORE = 1000
const PAUSE_MS = 10_000
/** In the order in which they reach the score: the reverse of Redis's own order for equal scores. */
const ARRIVALS = ['ada', 'mia', 'zoe']

export const ties: LeaderboardScenario = {
  name: 'ties',
  title: 'Ties: who was there first?',
  summary:
    'Three players reach the same score one after the other. Redis orders equals by name; players expect the first to stay ahead.',
  uses: [],
  next: [{ command: 'redis-patterns leaderboard around', why: 'three steps that contradict each other' }],
  run: playTies,
}

async function* playTies(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const redis = await stage.actor('app')
  const byName = new Leaderboard(redis, { prefix: stage.namespace, name: 'by-name' })
  const byTime = new Leaderboard(redis, {
    prefix: stage.namespace,
    name: 'by-time',
    ties: earlierWins({ epochMs: RUN_STARTS_AT }),
    now: stage.clock.now,
  })

  yield {
    type: 'note',
    text: `${ARRIVALS.join(', ')} reach ${SCORE} points, ${PAUSE_MS / 1000} seconds apart. A plain sorted set orders equal scores by the bytes of the name, and read from the top that is z before a: the last to arrive leads.`,
  }
  for (const member of ARRIVALS) {
    await byName.submit(member, SCORE, { keep: 'best' })
    await byTime.submit(member, SCORE, { keep: 'best' })
    await stage.clock.advance(PAUSE_MS)
  }
  const named = await members(byName)
  const timed = await members(byTime)
  yield places(named, timed)
  yield {
    type: 'verdict',
    id: 'ties.name',
    claim: 'a plain sorted set puts the last to arrive first',
    holds: named.join() === ARRIVALS.toReversed().join(),
    detail: named.join(', '),
  }
  yield {
    type: 'verdict',
    id: 'ties.time',
    claim: 'with earlierWins the order is the order of arrival',
    holds: timed.join() === ARRIVALS.join(),
    detail: timed.join(', '),
  }
  yield* encoding(stage, byTime)
}

async function* encoding(stage: LeaderboardStage, board: Leaderboard): AsyncGenerator<Event, void, void> {
  const { bits, maxScore } = earlierWins({ epochMs: RUN_STARTS_AT })
  yield {
    type: 'note',
    text: `How: the stored number is score × 2^${bits} − seconds since the epoch, so a later time makes a slightly smaller number. A double holds 53 bits: ${bits} for the time leave whole scores up to ±${grouped(maxScore)}. The board decodes them again. ada sends her ${SCORE} once more, later: the same score keeps the old time.`,
  }
  await board.submit('ada', SCORE, { keep: 'latest' })
  yield await stage.state('the stored numbers', [board.key])
  const leader = (await board.top(1))[0]?.member
  yield {
    type: 'verdict',
    id: 'ties.again',
    claim: 'sending an equal score again does not cost the place',
    holds: leader === ARRIVALS[0],
    detail: `${leader} leads`,
  }
  const refusal = await board.submit('zoe', maxScore + 1, { keep: 'best' }).then(
    () => 'accepted',
    (error: Error) => error.name,
  )
  yield {
    type: 'verdict',
    id: 'ties.limit',
    claim: 'a score beyond the limit is refused, not rounded',
    holds: refusal === 'RangeError',
    detail: `${grouped(maxScore + 1)}: ${refusal}`,
  }
}

async function members(board: Leaderboard): Promise<string[]> {
  return (await board.top(ARRIVALS.length)).map((entry) => entry.member)
}

function places(named: string[], timed: string[]): TableEvent {
  return {
    type: 'table',
    id: 'places',
    title: `three players with ${SCORE} points`,
    columns: [
      { label: 'player' },
      { label: 'arrived' },
      { label: 'by name', align: 'right' },
      { label: 'earlier wins', align: 'right' },
    ],
    rows: ARRIVALS.map((member, index) => [
      member,
      `${(index * PAUSE_MS) / 1000}s`,
      named.indexOf(member),
      timed.indexOf(member),
    ]),
  }
}
