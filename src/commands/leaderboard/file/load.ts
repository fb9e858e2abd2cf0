import type { Leaderboard } from '../../../patterns/leaderboard/index.js'
import type { ProgressEvent } from '../../../scenario/event.js'
import type { LeaderboardStage } from '../params.js'
import type { Row, ScoreRow } from '../rows/row.js'
import { InFlight } from './in-flight.js'
import { MODES } from './modes.js'
import type { Tally } from './tally.js'

/** Enough to keep the server busy while the next rows are parsed; more would only take memory. */
const BATCHES_IN_FLIGHT = 4

export interface Loading {
  stage: LeaderboardStage
  board: Leaderboard
  rows: AsyncIterable<Row[]>
  tally: Tally
  /** How far the file has been read. */
  progress: () => ProgressEvent
}

/** Writes the rows in batches, a few at a time on the way. With `--strict` the first bad row ends it. */
export async function* load({
  stage,
  board,
  rows,
  tally,
  progress,
}: Loading): AsyncGenerator<ProgressEvent, void, void> {
  const { mode, batch: size, strict } = stage.params
  const inFlight = new InFlight(BATCHES_IN_FLIGHT)
  const send = async (batch: readonly ScoreRow[]) => {
    await MODES[mode].write(board, batch)
    tally.loaded += batch.length
  }
  let batch: ScoreRow[] = []
  for await (const some of rows) {
    stage.signal.throwIfAborted()
    for (const row of some) {
      tally.see(row)
      if (!('problem' in row)) batch.push(row)
      else if (strict) return await inFlight.settle()
      if (batch.length < size) continue
      const full = batch
      batch = []
      await inFlight.add(() => send(full))
    }
    yield progress()
  }
  if (batch.length > 0) await inFlight.add(() => send(batch))
  await inFlight.settle()
}
