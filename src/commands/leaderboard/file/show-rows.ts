import type { Event, TableEvent, VerdictEvent } from '../../../scenario/event.js'
import type { RowReader } from '../rows/row.js'
import type { Tally } from './tally.js'
import { grouped } from '../../../scenario/text.js'

/** What became of the rows of the file. */
export function* showRows(
  tally: Tally,
  counts: RowReader['counts'],
  strict: boolean,
): Generator<Event, void, void> {
  if (tally.skipped > 0) yield badRows(tally, counts)
  if (strict) yield strictVerdict(tally, counts)
  if (strict && tally.skipped > 0) return
  const { read, loaded, skipped } = tally
  yield {
    type: 'verdict',
    id: 'file.rows',
    claim: 'every row of the file was confirmed by Redis or is reported as bad',
    holds: read === loaded + skipped,
    detail: `${grouped(read)} read = ${grouped(loaded)} loaded + ${grouped(skipped)} skipped`,
  }
  if (loaded > 0) return
  yield { type: 'verdict', id: 'file.usable', claim: 'the file has rows that can be used', holds: false }
}

function badRows({ bad, skipped }: Tally, counts: RowReader['counts']): TableEvent {
  return {
    type: 'table',
    id: 'bad',
    title: bad.length < skipped ? `the first ${bad.length} of ${grouped(skipped)} bad rows` : 'bad rows',
    columns: [{ label: counts, align: 'right' }, { label: 'problem' }],
    rows: bad.map(({ line, problem }) => [line, problem]),
  }
}

function strictVerdict({ bad }: Tally, counts: RowReader['counts']): VerdictEvent {
  const first = bad[0]
  const verdict = { type: 'verdict', id: 'file.strict', claim: 'every row of the file can be used' } as const
  if (!first) return { ...verdict, holds: true }
  const detail = `${counts} ${first.line}: ${first.problem}; nothing was kept`
  return { ...verdict, holds: false, detail }
}
