import { Leaderboard } from '../../../patterns/leaderboard/index.js'
import type { Event } from '../../../scenario/event.js'
import type { LeaderboardStage } from '../params.js'
import { checkSample } from './check-sample.js'
import { CloseNames } from './close-names.js'
import { importFile } from './import.js'
import { MODES } from './modes.js'
import { NameSample } from './sample.js'
import type { Scene } from './scene.js'
import { showMe } from './show-me.js'
import { showSpread } from './show-spread.js'
import { showTop } from './show-top.js'
import { Tally } from './tally.js'

export async function* playFile(stage: LeaderboardStage): AsyncGenerator<Event, void, void> {
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
