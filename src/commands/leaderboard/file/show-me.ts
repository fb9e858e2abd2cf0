import type { Event } from '../../../scenario/event.js'
import { shown } from '../../../scenario/shown.js'
import { boardTable } from '../tables.js'
import { type Counted, countAround, isInPlace } from './place.js'
import type { Scene } from './scene.js'
import { grouped } from '../../../scenario/text.js'

const NEIGHBOURS = 2

/** `--me`: one name with those around it, or the names that may have been meant. */
export async function* showMe({ stage, redis, board, tally }: Scene): AsyncGenerator<Event, void, void> {
  const { me } = stage.params
  const standing = await board.entry(me, { radius: NEIGHBOURS })
  if (!standing) {
    const close = tally.close.names
    const hint = close.length === 0 ? '' : ` Close to it: ${close.map(shown).join(', ')}.`
    yield { type: 'note', text: `${shown(me)} is not on the board. Names are compared byte by byte.${hint}` }
    return
  }
  const { above, below, total, ...entry } = standing
  yield {
    type: 'note',
    text: `${me} with ${NEIGHBOURS} neighbours on each side: rank, score and neighbours are read in one step, so that they belong to the same moment.`,
  }
  yield boardTable('me', `around ${me}`, [...above, entry, ...below], me)
  const [counted] = (await countAround(redis, board.key, [entry])) as [Counted]
  yield {
    type: 'verdict',
    id: 'file.me',
    claim: `${me}'s rank is the number of higher scores, ties aside: ZCOUNT says the same`,
    holds: isInPlace(counted),
    detail: `rank ${grouped(entry.rank)} of ${grouped(total)}: ${inWords(counted)}`,
  }
}

function inWords({ higher, equal }: Counted): string {
  return `${grouped(higher)} higher, ${grouped(equal)} with this score`
}
