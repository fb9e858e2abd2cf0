import type { Moment } from '../../data/moments.js'
import type { Symbols } from '../../symbols.js'
import { type Span, span } from '../../text/line.js'

/** One client's column on the n-th line of a moment: it acts, it dies, it waits, or it is dead. */
export function lifelineMark(moment: Moment, client: number, line: number, { lifeline }: Symbols): Span {
  const isOwn = moment.client === client
  if (moment.dead.includes(client) || (isOwn && moment.isEnd && line > 0)) return span(' ')
  if (isOwn && line === 0) return moment.isEnd ? span(lifeline.end, 'bad') : span(lifeline.step, 'bar')
  return span(lifeline.line, 'frame')
}
