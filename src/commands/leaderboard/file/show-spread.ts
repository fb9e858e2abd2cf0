import type { Event } from '../../../scenario/event.js'
import { distributionChart, readDistribution } from './distribution.js'
import type { Scene } from './scene.js'
import { counted, grouped } from '../../../scenario/text.js'

/** How the scores are spread, counted by the server. */
export async function* showSpread({
  redis,
  board,
  tally: { whole },
}: Scene): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'ZCOUNT counts the names in a range of scores without reading them: one for each bar, all in one pipeline.',
  }
  const ranges = await readDistribution(redis, board.key, whole)
  yield distributionChart(ranges, whole)
  const sum = ranges.reduce((before, { count }) => before + count, 0)
  const places = await board.count()
  yield {
    type: 'verdict',
    id: 'file.bars',
    claim: 'every place of the board is in one bar: the bars add up to ZCARD',
    holds: sum === places,
    detail: `${grouped(sum)} in ${counted(ranges.length, 'bar')}, ${counted(places, 'place')}`,
  }
}
