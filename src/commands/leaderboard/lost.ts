import type { Connection } from '../../engine/engine.js'
import { Leaderboard } from '../../patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../patterns/leaderboard/naive.js'
import type { Cell, Event } from '../../scenario/event.js'
import { interleave } from '../../scenario/interleave.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'

/** What both versions can do; the load is written once, against this. */
interface Counting {
  increment(member: string, by: number): Promise<number>
  score(member: string): Promise<number | null>
}

type MakeBoard = (connection: Connection) => Counting

export const lost: LeaderboardScenario = {
  name: 'lost',
  title: 'Lost increments: read, add, write back',
  summary:
    'Several app servers add points for one player at the same time, first the naive way, then with ZINCRBY.',
  uses: ['by', 'clients', 'increments'],
  next: [
    { command: 'redis-patterns leaderboard lost --clients 50', why: 'more clients, more lost points' },
    { command: 'redis-patterns leaderboard lost --seed 2', why: 'another order of the same commands' },
  ],
  run: playLost,
}

async function* playLost(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const { clients, increments, by } = stage.params
  const expected = clients * increments * by
  const prefix = stage.namespace

  yield {
    type: 'note',
    text: `The naive version reads the score, adds in the app and writes the sum back. ${clients} clients add ${by} points ${increments} times each. Two that read the same score write the same sum, and one of the increments is gone.`,
  }
  const naive = await addTogether(stage, (redis) => new NaiveLeaderboard(redis, { prefix, name: 'naive' }))
  yield outcome('naive', 'read, add, write back', expected, { naive })
  yield {
    type: 'verdict',
    id: 'lost.naive',
    claim: 'the naive version loses increments',
    holds: naive < expected,
    detail: `${naive} of ${expected} points are on the board`,
  }

  yield {
    type: 'note',
    text: 'The same clients, the same load. ZINCRBY reads, adds and writes inside the server, as one command, so there is no moment at which another client could come between.',
  }
  const safe = await addTogether(stage, (redis) => new Leaderboard(redis, { prefix, name: 'safe' }))
  yield outcome('lost', 'naive beside safe', expected, { naive, safe })
  yield comparison(expected, naive, safe)
  yield {
    type: 'verdict',
    id: 'lost.safe',
    claim: 'the safe version loses nothing under the same load',
    holds: safe === expected,
    detail: `${safe} of ${expected} points are on the board`,
  }
}

/** The score of the one player after every client has added its points. */
async function addTogether(stage: LeaderboardStage, make: MakeBoard): Promise<number> {
  const { clients, increments, by } = stage.params
  const connections = await Promise.all(
    Array.from({ length: clients }, (_, index) => stage.actor(`app-${index + 1}`)),
  )
  const program = async (connection: Connection) => {
    const board = make(connection)
    for (let round = 0; round < increments; round++) await board.increment('ada', by)
  }
  await interleave(
    connections.map((connection) => ({ connection, program })),
    stage.rng,
  )
  return (await make(await stage.actor('app')).score('ada')) ?? 0
}

/** One column for each version: what arrived, and what did not. */
function outcome(id: string, title: string, expected: number, found: Record<string, number>): Event {
  const totals = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'points' },
      ...Object.keys(found).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: [
      ['added by the clients', ...totals.map(() => expected)],
      ['on the board', ...totals.map((total) => marked(total, total === expected))],
      ['lost', ...totals.map((total) => marked(expected - total, total === expected))],
    ],
  }
}

function marked(value: number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}

function comparison(expected: number, naive: number, safe: number): Event {
  return {
    type: 'chart',
    id: 'kept',
    kind: 'bars',
    title: 'points that arrived',
    unit: 'points',
    bars: [
      { label: 'added', value: expected },
      { label: 'naive', value: naive, mark: 'bad' },
      { label: 'safe', value: safe, mark: 'good' },
    ],
    words: `Of ${expected} points the naive version kept ${naive} and the safe one ${safe}.`,
  }
}
