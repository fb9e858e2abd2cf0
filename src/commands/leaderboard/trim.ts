import { Leaderboard } from '../../patterns/leaderboard/index.js'
import type { Event } from '../../scenario/event.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'
import { people } from './people.js'

const SUBMISSIONS = 200
const KEPT = 100

export const trim: LeaderboardScenario = {
  name: 'trim',
  title: 'A board that does not grow for ever',
  summary:
    'Everyone who ever played stays in a sorted set. A board that shows 100 places can forget the rest.',
  uses: [],
  next: [{ command: 'redis-patterns leaderboard --file scores.csv', why: 'rank your own scores' }],
  run: playTrim,
}

async function* playTrim(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const board = new Leaderboard(await stage.actor('app'), { prefix: stage.namespace, name: 'trimmed' })
  const entries = people(SUBMISSIONS).map((member) => ({ member, score: stage.rng.int(0, 9999) }))

  yield {
    type: 'note',
    text: `${SUBMISSIONS} players submit a score. trim(${KEPT}) keeps the best ${KEPT} and removes the others with one ZREMRANGEBYRANK, which counts ranks from the lowest score.`,
  }
  await board.submitMany(entries, { keep: 'best' })
  const before = await board.count()
  const cut = await board.trim(KEPT)
  const after = await board.count()
  yield {
    type: 'table',
    id: 'trim',
    title: 'players on the board',
    columns: [{ label: '' }, { label: 'players', align: 'right' }],
    rows: [
      ['before', before],
      ['removed', cut],
      ['after', after],
    ],
  }
  const worstKept = (await board.page(KEPT, 1)).entries[0]?.score ?? Number.NaN
  const better = entries.filter((entry) => entry.score > worstKept).length
  yield {
    type: 'verdict',
    id: 'trim.best',
    claim: 'the best are kept',
    holds: after === KEPT && cut === before - KEPT && better < KEPT,
    detail: `${after} kept, the lowest has ${worstKept}; ${better} players had more`,
  }
}
