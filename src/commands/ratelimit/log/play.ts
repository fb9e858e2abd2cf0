import { formatDuration } from '../../../scenario/duration.js'
import type { Event, VerdictEvent } from '../../../scenario/event.js'
import { counted, grouped } from '../../../scenario/text.js'
import { badLines } from '../bad-lines.js'
import { ALGORITHMS } from '../limiters.js'
import type { RatelimitStage } from '../params.js'
import { replay, SHOWN } from './replay.js'
import { dateText, overTime, topClients, totals } from './show.js'
import { Tally } from './tally.js'

export async function* playLog(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { log, limit, window, algorithm } = stage.params
  const label = log === '-' ? 'standard input' : log
  const tally = new Tally()
  yield {
    type: 'note',
    text: `${label} is replayed line by line. Each line asks the ${ALGORITHMS[algorithm].title} for its address, at the time of the line: ${grouped(limit)} in ${formatDuration(window)} are allowed. Nothing waits, for the time is that of the log. Of the commands the first ${SHOWN} are kept.`,
  }
  yield* replay(stage, label, tally)
  yield* readingOf(tally)
  if (tally.answered === 0) return

  const clients = [...tally.clients]
  const limited = clients.filter(({ denied }) => denied > 0).length
  yield { type: 'note', text: outcome(tally, limited) }
  yield totals(tally, limited)
  yield topClients(clients, stage.params.top)
  yield overTime(tally)
  yield comparison(tally)
}

/** What became of the lines. */
function* readingOf(tally: Tally): Generator<Event, void, void> {
  const { lines, answered, skipped, bad } = tally
  if (skipped > 0) yield badLines(bad, skipped)
  yield {
    type: 'verdict',
    id: 'log.lines',
    claim: 'every line of the log was answered by Redis or is reported as bad',
    holds: lines === answered + skipped,
    detail: `${grouped(lines)} read = ${grouped(answered)} answered + ${grouped(skipped)} bad`,
  }
  if (answered > 0) return
  yield { type: 'verdict', id: 'log.usable', claim: 'the log has lines that can be used', holds: false }
}

function outcome({ answered, denied, clientCount, first, last, late }: Tally, limited: number): string {
  const when = `from ${dateText(first)} to ${dateText(last)} UTC`
  const who =
    denied === 0
      ? 'All of them are allowed; with a lower --limit you see whom it hits first.'
      : `${counted(denied, 'request')} of ${counted(limited, 'client')} would have got the status 429.`
  const order =
    late === 0
      ? ''
      : ` ${counted(late, 'line')} came late, behind a later time, as servers write a line when the answer is sent: such a time counts as the latest one that its client has seen.`
  return `${counted(answered, 'request')} of ${counted(clientCount, 'client')}, ${when}. ${who}${order}`
}

/** Redis beside plain code, which decided each request once more. */
function comparison({ answered, differing }: Tally): VerdictEvent {
  return {
    type: 'verdict',
    id: 'log.answers',
    claim: 'each answer is the one that plain code without Redis comes to',
    holds: differing === 0,
    detail: `${counted(answered, 'answer')} compared, ${grouped(differing)} differ`,
  }
}
