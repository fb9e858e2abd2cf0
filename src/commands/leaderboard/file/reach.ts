import { grouped } from '../../../scenario/text.js'
import type { StageEngine } from '../../../scenario/define.js'
import { CapabilityError } from '../../../scenario/errors.js'
import type { Row } from '../rows/row.js'
import type { Input } from './input.js'

/**
 * Rows that the in-process server takes in a few seconds. Measured: 100,000 take 1 s (sums 4 s) and 220 MB;
 * each read of the board then takes 20 ms and more, since it looks at every place.
 */
const REACH = 100_000

/** The rows, unless they are more than this engine can load. Then nothing has been sent yet. */
export function withinReach(input: Input, engine: StageEngine): AsyncIterable<Row[]> {
  return engine.lacks.includes('large-zsets') ? upToReach(input) : input.file
}

/** Reads everything first: it is not much, and a refusal after seconds of work would waste them. */
async function* upToReach({ label, file }: Input): AsyncGenerator<Row[]> {
  const read: Row[][] = []
  let count = 0
  for await (const some of file) {
    read.push(some)
    count += some.length
    if (count > REACH) throw beyondReach(label)
  }
  yield* read
}

function beyondReach(label: string): CapabilityError {
  return new CapabilityError(
    `${label} has more than ${grouped(REACH)} rows: the in-process engine is too slow for so large a board`,
    'install redis-server, or run: redis-patterns engine install; then add: --engine server',
  )
}
