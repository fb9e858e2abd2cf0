import type { Entry } from '../../../patterns/leaderboard/index.js'
import type { Event, VerdictEvent } from '../../../scenario/event.js'
import { counted } from '../../../scenario/text.js'
import { boardTable } from '../tables.js'
import { countAround, isInPlace, isOrdered } from './place.js'
import { scoresOf } from './replies.js'
import type { Scene } from './scene.js'

/** Two ZCOUNT each: the first places are enough to see that the ranks are right. */
const MOST_COUNTED = 10

/** The best places, each checked against commands that do not know of the order. */
export async function* showTop({ stage, redis, board }: Scene): AsyncGenerator<Event, void, void> {
  const { params } = stage
  yield {
    type: 'note',
    text: 'The board keeps itself in order, so the best places are one ZRANGE from its end, whatever its size.',
  }
  const top = await board.top(params.top)
  yield boardTable('top', `top ${params.top}`, top, params.me)
  const members = top.map((entry) => entry.member)
  yield orderVerdict(top, await scoresOf(redis, board.key, members))
  const counted = await countAround(redis, board.key, top.slice(0, MOST_COUNTED))
  yield {
    type: 'verdict',
    id: 'file.ranks',
    claim: 'each rank is the number of higher scores, ties aside: ZCOUNT says the same',
    holds: counted.every(isInPlace),
    detail: counted.map(({ entry, higher }) => `rank ${entry.rank}: ${higher} higher`).join(', '),
  }
}

function orderVerdict(top: readonly Entry[], scores: readonly (number | undefined)[]): VerdictEvent {
  const different = top.filter(({ score }, index) => scores[index] !== score)
  return {
    type: 'verdict',
    id: 'file.order',
    claim: 'the best come first, with the scores that ZMSCORE gives them',
    holds: isOrdered(top) && different.length === 0,
    detail: `${counted(top.length, 'place')}, ${different.length} with another score`,
  }
}
