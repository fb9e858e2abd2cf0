import type { Connection } from '../../engine/engine.js'
import { type Entry, Leaderboard } from '../../patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../patterns/leaderboard/naive.js'
import type { Event } from '../../scenario/event.js'
import { interleave } from '../../scenario/interleave.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'
import { people } from './people.js'
import { boardTable } from './tables.js'

const PLAYERS = people(12)
const RADIUS = 2
const GAP = 100
const ME = 'edsger'
/** Below me at first; each overtakes while I look. */
const RIVALS = PLAYERS.slice(PLAYERS.indexOf(ME) + 1, PLAYERS.indexOf(ME) + 4)

/** What both versions answer. */
interface Standing extends Entry {
  above: Entry[]
  below: Entry[]
}
type Ask = (connection: Connection, name: string) => Promise<Standing | null>

export const around: LeaderboardScenario = {
  name: 'around',
  title: 'Around me: one moment or three',
  summary: 'A player asks for rank, score and neighbours while rivals overtake.',
  uses: [],
  next: [{ command: 'redis-patterns leaderboard around --seed 2', why: 'the rivals come at other moments' }],
  run: playAround,
}

async function* playAround(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const prefix = stage.namespace

  yield {
    type: 'note',
    text: `The naive version asks three times: ZREVRANK, ZSCORE, ZREVRANGE. While it asks, ${RIVALS.join(', ')} overtake ${ME}. The rank is of one board and the neighbours are of another.`,
  }
  const naive = await askWhileRivalsMove(stage, 'three-steps', (redis, name) =>
    new NaiveLeaderboard(redis, { prefix, name }).entry(ME, { radius: RADIUS }),
  )
  yield boardTable('three-steps', 'three steps', naive, ME)
  yield {
    type: 'verdict',
    id: 'around.naive',
    claim: 'three steps contradict each other',
    holds: !isOneBoard(naive),
    detail: describe(naive),
  }

  yield {
    type: 'note',
    text: 'The safe version sends one script. Redis runs it as one step, so rank, score and neighbours are of the same moment, and it is one round trip instead of three.',
  }
  const safe = await askWhileRivalsMove(stage, 'one-step', (redis, name) =>
    new Leaderboard(redis, { prefix, name }).entry(ME, { radius: RADIUS }),
  )
  yield boardTable('one-step', 'one step', safe, ME)
  yield {
    type: 'verdict',
    id: 'around.safe',
    claim: 'one step shows one board',
    holds: isOneBoard(safe),
    detail: describe(safe),
  }
}

/** What the player is told, as the rows of a board. The rivals move between any two of the player's commands. */
async function askWhileRivalsMove(stage: LeaderboardStage, name: string, ask: Ask): Promise<Entry[]> {
  const player = await stage.actor('player')
  const game = await stage.actor('app')
  const board = { prefix: stage.namespace, name }
  const scores = PLAYERS.map((member, index) => ({ member, score: (PLAYERS.length - index) * GAP }))
  await new Leaderboard(game, board).submitMany(scores, { keep: 'latest' })

  let told: Standing | null = null
  const look = async (connection: Connection) => {
    told = await ask(connection, name)
  }
  const overtake = async (connection: Connection) => {
    for (const rival of RIVALS) await new Leaderboard(connection, board).increment(rival, 4 * GAP)
  }
  await interleave(
    [
      { connection: player, program: look },
      { connection: game, program: overtake },
    ],
    stage.rng,
  )
  return rows(told)
}

function rows(told: Standing | null): Entry[] {
  if (told === null) return []
  const { above, below, ...me } = told
  return [...above, me, ...below]
}

/** On one board nobody stands twice, and scores fall. */
function isOneBoard(entries: readonly Entry[]): boolean {
  const members = new Set(entries.map((entry) => entry.member))
  const falling = entries.every(
    ({ score }, index) => index === 0 || score <= (entries[index - 1]?.score ?? 0),
  )
  return entries.length > 0 && members.size === entries.length && falling
}

function describe(entries: readonly Entry[]): string {
  return entries.map(({ member, score }) => `${member} ${score}`).join(', ')
}
