import type { ProgressEvent } from '../../../scenario/event.js'
import type { ScoreRow } from '../rows/row.js'
import { InFlight } from './in-flight.js'
import type { Input } from './input.js'
import { MODES } from './modes.js'
import { withinReach } from './reach.js'
import type { Scene } from './scene.js'

/** Enough to keep the server busy while the next rows are parsed; more would only take memory. */
const BATCHES_IN_FLIGHT = 4

/** Writes the rows in batches, a few at a time on the way. With `--strict` the first bad row ends it. */
export async function* load(input: Input, scene: Scene): AsyncGenerator<ProgressEvent, void, void> {
  const { stage, tally } = scene
  const inFlight = new InFlight(BATCHES_IN_FLIGHT)
  let batch: ScoreRow[] = []
  for await (const rows of withinReach(input, stage.engine)) {
    stage.signal.throwIfAborted()
    for (const row of rows) {
      tally.see(row)
      if (!('problem' in row)) batch.push(row)
      else if (stage.params.strict) return await inFlight.settle()
      if (batch.length < stage.params.batch) continue
      const full = batch
      batch = []
      await inFlight.add(() => send(full, scene))
    }
    yield input.progress(tally)
  }
  if (batch.length > 0) await inFlight.add(() => send(batch, scene))
  await inFlight.settle()
}

/** One command. Its rows count as loaded when the server has answered. */
async function send(batch: readonly ScoreRow[], { stage, board, tally }: Scene): Promise<void> {
  await MODES[stage.params.mode].write(board, batch)
  tally.loaded += batch.length
}
