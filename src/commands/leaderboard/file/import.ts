import { UsageError } from '../../../scenario/errors.js'
import type { Event, NoteEvent } from '../../../scenario/event.js'
import { type Input, openFile } from './input.js'
import { load } from './load.js'
import { MODES } from './modes.js'
import type { Scene } from './scene.js'
import { showRows } from './show-rows.js'
import { grouped } from '../../../scenario/text.js'

/** Puts the rows of `--file` on the board. Answers whether there is a board to show then. */
export async function* importFile(scene: Scene): AsyncGenerator<Event, boolean, void> {
  const { stage, redis, board, tally } = scene
  const input = openFile(stage)
  yield introduction(input, scene)
  yield* loadAllOrNothing(input, scene)
  const refused = stage.params.strict && tally.skipped > 0
  if (refused) await redis.unlink(board.key)
  yield { type: 'note', text: `${input.label} was ${input.file.describe() || 'not understood'}.` }
  yield* showRows(tally, input.file.counts, stage.params.strict)
  return tally.loaded > 0 && !refused
}

/** Half of a file that cannot be read to its end must not stay, not even with `--keep`. */
async function* loadAllOrNothing(input: Input, scene: Scene): AsyncGenerator<Event, void, void> {
  try {
    yield* load(input, scene)
  } catch (error) {
    if (error instanceof UsageError) await scene.redis.unlink(scene.board.key)
    throw error
  }
}

function introduction({ label }: Input, { stage }: Scene): NoteEvent {
  const { batch, mode } = stage.params
  const { command, words } = MODES[mode]
  const text = `${label} is read piece by piece and written in batches: ${grouped(batch)} rows are one command (${command}), and a few commands are on the way at a time. When a name comes more than once, its ${words} counts.`
  return { type: 'note', text }
}
