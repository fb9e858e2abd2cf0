import type { Connection } from '../../../engine/engine.js'
import type { Leaderboard } from '../../../patterns/leaderboard/index.js'
import { UsageError } from '../../../scenario/errors.js'
import type { Event, ProgressEvent } from '../../../scenario/event.js'
import type { LeaderboardStage } from '../params.js'
import { RowFile } from '../rows/index.js'
import { load } from './load.js'
import { MODES } from './modes.js'
import { withinReach } from './reach.js'
import { showRows } from './show-rows.js'
import type { Tally } from './tally.js'

/** Puts the rows of `--file` on the board. Answers whether there is a board to show then. */
export async function* importFile(
  stage: LeaderboardStage,
  redis: Connection,
  board: Leaderboard,
  tally: Tally,
): AsyncGenerator<Event, boolean, void> {
  const { file: path, nameColumn, scoreColumn, mode, strict } = stage.params
  if (path === '')
    throw new UsageError(
      'there is no file to read',
      'give one: --file scores.csv, or --file - for standard input',
    )
  const label = path === '-' ? 'standard input' : path
  const opened = stage.open(path)
  const file = new RowFile(opened, { path, label, nameColumn, scoreColumn })
  const rows = withinReach(file, label, stage.engine, mode)
  const progress = () => howFar(label, file, tally, opened.bytes)
  yield { type: 'note', text: introduction(label, stage) }
  try {
    yield* load({ stage, board, rows, tally, progress })
  } catch (error) {
    // Half of a file that cannot be read to its end must not stay, not even with --keep.
    if (error instanceof UsageError) await redis.unlink(board.key)
    throw error
  }
  const refused = strict && tally.skipped > 0
  if (refused) await redis.unlink(board.key)
  yield { type: 'note', text: `${label} was ${file.describe()}.` }
  yield* showRows(tally, file.counts, strict)
  return tally.loaded > 0 && !refused
}

function introduction(label: string, { params: { batch, mode } }: LeaderboardStage): string {
  const { command, words } = MODES[mode]
  return `${label} is read piece by piece and written in batches: ${batch} rows are one command (${command}), and a few commands are on the way at a time. Of a name that comes again the ${words} counts.`
}

function howFar(label: string, file: RowFile, tally: Tally, bytes: number | undefined): ProgressEvent {
  const event = { type: 'progress', label: `loading ${label}` } as const
  // A pipe has a size of 0.
  if (!bytes) return { ...event, done: tally.read, unit: 'rows' }
  return { ...event, done: file.bytesRead, total: bytes, unit: 'bytes' }
}
