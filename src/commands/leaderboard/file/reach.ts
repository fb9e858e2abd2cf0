import { CapabilityError } from '../../../scenario/errors.js'
import type { StageEngine } from '../../../scenario/define.js'
import type { LeaderboardParams } from '../params.js'
import type { Row } from '../rows/row.js'
import type { ParamValues } from '../../../scenario/params.js'

/**
 * Rows that the in-process server takes in a few seconds (measured: 50,000 rows in batches of 1,000 take 1 s,
 * 100,000 take 5 s). It copies the whole board for each command, and for each increment inside a script.
 */
const REACH = { best: 50_000, latest: 50_000, sum: 2_000 } as const

/** The rows, unless they are more than this engine can load. Then nothing has been sent yet. */
export function withinReach(
  rows: AsyncIterable<Row[]>,
  label: string,
  engine: StageEngine,
  mode: ParamValues<LeaderboardParams>['mode'],
): AsyncIterable<Row[]> {
  return engine.lacks.includes('large-zsets') ? upTo(REACH[mode], rows, label) : rows
}

/** Reads everything first: it is not much, and a refusal after seconds of work would be a waste of time. */
async function* upTo(limit: number, rows: AsyncIterable<Row[]>, label: string): AsyncGenerator<Row[]> {
  const read: Row[][] = []
  let count = 0
  for await (const some of rows) {
    read.push(some)
    count += some.length
    if (count > limit) throw beyondReach(limit, label)
  }
  yield* read
}

function beyondReach(limit: number, label: string): CapabilityError {
  return new CapabilityError(
    `${label} has more than ${limit.toLocaleString('en')} rows, too many for the in-process engine: it copies the board for every write`,
    'install redis-server, or run: redis-patterns engine install; then add: --engine server',
  )
}
