import type { Event, VerdictEvent } from '../../../scenario/event.js'
import { MODES } from './modes.js'
import { scoresOf } from './replies.js'
import type { NameSample } from './sample.js'
import type { Scene } from './scene.js'
import { counted, grouped } from '../../../scenario/text.js'

/** Standard errors between the estimate and the truth that chance does not explain. */
const TOLERANCE = 5

/** Compares the board with what was worked out here, row by row, for a sample of the names. */
export async function* checkSample({ stage, redis, board, tally }: Scene): AsyncGenerator<Event, void, void> {
  const { sample } = tally
  const names = [...sample.scores.keys()]
  const scores = await scoresOf(redis, board.key, names)
  const wrong = names.filter((name, index) => scores[index] !== sample.scores.get(name))
  const chosen = sample.share === 1 ? 'all names' : `one name of ${sample.share}, chosen by a hash`
  yield {
    type: 'verdict',
    id: 'file.scores',
    claim: `each name has the ${MODES[stage.params.mode].words} of its rows`,
    holds: wrong.length === 0,
    detail: `${counted(names.length, 'name')} (${chosen}) compared with the file, ${wrong.length} differ`,
  }
  yield sizeVerdict(await redis.zcard(board.key), sample)
}

function sizeVerdict(places: number, { scores: { size }, share }: NameSample): VerdictEvent {
  const names = size * share
  const isWhole = share === 1
  return {
    type: 'verdict',
    id: 'file.size',
    claim: `the board has ${isWhole ? '' : 'about '}as many places as the file has names`,
    holds: isWhole ? places === names : Math.abs(places / names - 1) <= TOLERANCE / Math.sqrt(size),
    detail: isWhole
      ? `${counted(places, 'place')}, ${counted(names, 'name')}`
      : `${counted(places, 'place')}; ${counted(size, 'name')} in the sample × ${share} ≈ ${grouped(names)}`,
  }
}
