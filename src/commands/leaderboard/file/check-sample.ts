import type { Connection } from '../../../engine/engine.js'
import type { Event, VerdictEvent } from '../../../scenario/event.js'
import type { NameSample } from './sample.js'
import { written } from './written.js'

/** Standard errors between the estimate and the truth that chance does not explain. */
const TOLERANCE = 5

/** Compares the board with what was worked out here, row by row, for a sample of the names. */
export async function* checkSample(
  redis: Connection,
  key: string,
  sample: NameSample,
  what: string,
): AsyncGenerator<Event, void, void> {
  const names = [...sample.scores.keys()]
  const scores = await redis.zmscore(key, ...names)
  const wrong = names.filter(
    (name, index) => scores[index] === null || Number(scores[index]) !== sample.scores.get(name),
  )
  const chosen = sample.share === 1 ? 'all names' : `one name of ${sample.share}, chosen by a hash`
  yield {
    type: 'verdict',
    id: 'file.scores',
    claim: `each name has the ${what} of its rows`,
    holds: wrong.length === 0,
    detail: `${written(names.length)} names (${chosen}) compared with the file, ${wrong.length} differ`,
  }
  yield sizeVerdict(await redis.zcard(key), sample)
}

function sizeVerdict(places: number, { scores: { size }, share }: NameSample): VerdictEvent {
  const names = size * share
  const verdict = { type: 'verdict', id: 'file.size' } as const
  if (share === 1) {
    const claim = 'the board has one place for each name'
    return {
      ...verdict,
      claim,
      holds: places === names,
      detail: `${written(places)} places, ${written(names)} names`,
    }
  }
  return {
    ...verdict,
    claim: 'the board has about as many places as there are names in the file',
    holds: Math.abs(places / names - 1) <= TOLERANCE / Math.sqrt(size),
    detail: `${written(places)} places; ${written(size)} names in the sample × ${share} ≈ ${written(names)}`,
  }
}
