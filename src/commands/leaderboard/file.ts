import { Leaderboard } from '../../patterns/leaderboard/index.js'
import type { Event } from '../../scenario/event.js'
import { checkSample } from './file/check-sample.js'
import { CloseNames } from './file/close-names.js'
import { importFile } from './file/import.js'
import { MODES } from './file/modes.js'
import { NameSample } from './file/sample.js'
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
  run: playFile,
}

async function* playFile(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
  const { me, mode } = stage.params
  const { combine, words } = MODES[mode]
  const redis = await stage.actor('app')
  const board = new Leaderboard(redis, { prefix: stage.namespace, name: 'file' })
  const tally = new Tally(new NameSample(combine), new CloseNames(me))
  const loaded = yield* importFile(stage, redis, board, tally)
  if (!loaded) return
  yield await stage.state('the board', [board.key])
  yield* checkSample(redis, board.key, tally.sample, words)
  yield* showTop(stage, redis, board)
  if (me !== '') yield* showMe(stage, redis, board, tally.close.names)
  yield* showSpread(redis, board, tally.whole)
}
