import type { ProgressEvent } from '../../../scenario/event.js'
import type { LeaderboardStage } from '../params.js'
import { RowFile } from '../rows/index.js'
import type { Tally } from './tally.js'

/** What `--file` names. */
export interface Input {
  /** For messages. */
  label: string
  file: RowFile
  /** How far the reading is: in bytes when the size is known, else in rows. */
  progress(tally: Tally): ProgressEvent
}

export function openFile({ params, open }: LeaderboardStage): Input {
  const { file: path, nameColumn, scoreColumn } = params
  const label = path === '-' ? 'standard input' : path
  const bytes = open(path)
  const file = new RowFile(bytes, { path, label, nameColumn, scoreColumn })
  const event = { type: 'progress', label: `loading ${label}` } as const
  // A pipe has a name and a size of 0.
  const total = bytes.bytes || undefined
  const progress = ({ read }: Tally): ProgressEvent =>
    total === undefined
      ? { ...event, done: read, unit: 'rows' }
      : { ...event, done: file.bytesRead, total, unit: 'bytes' }
  return { label, file, progress }
}
