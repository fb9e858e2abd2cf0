import { Leaderboard } from '../../patterns/leaderboard/index.js'
import type { Event } from '../../scenario/event.js'
import { checkSample } from './file/check-sample.js'
import { CloseNames } from './file/close-names.js'
import { importFile } from './file/import.js'
import { MODES } from './file/modes.js'
import { NameSample } from './file/sample.js'
import type { Scene } from './file/scene.js'
import { showMe } from './file/show-me.js'
import { showSpread } from './file/show-spread.js'
import { showTop } from './file/show-top.js'
import { Tally } from './file/tally.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'

export const fileScenario: LeaderboardScenario = {
  name: 'file',
  title: 'Your own scores',
  summary: 'A file of names and scores of any size becomes a leaderboard: the best, one name, the spread.',
  onlyWith: ['file'],
  uses: ['file', 'nameColumn', 'scoreColumn', 'me', 'mode', 'strict', 'batch', 'top'],
  next: [{ command: 'redis-patterns leaderboard periods', why: 'a board for every day, added up to a week' }],
  run: playFile,
}

async function* playFile(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const scene = await setUp(stage)
  const loaded = yield* importFile(scene)
  if (!loaded) return
  yield await stage.state('the board', [scene.board.key])
  yield* checkSample(scene)
  yield* showTop(scene)
  if (stage.params.me !== '') yield* showMe(scene)
  yield* showSpread(scene)
}

async function setUp(stage: LeaderboardStage): Promise<Scene> {
  const redis = await stage.actor('app')
  const board = new Leaderboard(redis, { prefix: stage.namespace, name: 'file' })
  const sample = new NameSample(MODES[stage.params.mode].combine)
  return { stage, redis, board, tally: new Tally(sample, new CloseNames(stage.params.me)) }
}
