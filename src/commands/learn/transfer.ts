import { readFileSync, writeFileSync } from 'node:fs'
import { UsageError } from '../../scenario/errors.js'
import { parseProgress, ProgressError, ProgressFile } from '../../state/progress.js'
import type { Io } from '../io.js'
import type { Library } from './library.js'
import type { LearnFlags } from './params.js'

/** Writes what was learned to a file, or to standard output. */
export async function exportProgress(file: string, io: Io): Promise<number> {
  const text = usable(() => new ProgressFile(io).text())
  if (file === '' || file === '-') io.stdout.write(text)
  else write(file, text)
  return 0
}

/** Adds to what is known here what was learned elsewhere. */
export async function importProgress(file: string, io: Io): Promise<number> {
  if (file === '') throw new UsageError('import what?', 'name the file that learn export has written')
  const theirs = parseProgress(read(file))
  if (theirs === undefined)
    throw new UsageError(`${file} holds no progress of this version`, 'write one with learn export')
  const progress = new ProgressFile(io)
  const ours = usable(() => progress.load())
  const learned = { ...ours.learned }
  for (const [id, { solved, screen }] of Object.entries(theirs.learned ?? {})) {
    const before = learned[id]
    learned[id] = {
      solved: [...new Set([...(before?.solved ?? []), ...solved])],
      screen: before?.screen ?? screen,
    }
  }
  usable(() => progress.save({ ...ours, learned }))
  io.stdout.write(`added what was learned in ${Object.keys(theirs.learned ?? {}).length} lessons\n`)
  return 0
}

/** Forgets one lesson, or with --yes all of them. */
export async function resetProgress(
  library: Library,
  name: string,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  const progress = new ProgressFile(io)
  const known = usable(() => progress.load())
  if (name === '' && !flags.yes)
    throw new UsageError('reset what?', 'name a lesson, or give --yes to forget all of them')
  const forgotten = name === '' ? Object.keys(known.learned ?? {}) : [library.find(name)]
  const learned = Object.fromEntries(
    Object.entries(known.learned ?? {}).filter(([id]) => !forgotten.includes(id)),
  )
  usable(() => progress.save({ ...known, learned }))
  io.stdout.write(`forgot ${forgotten.join(', ') || 'nothing: there was nothing'}\n`)
  return 0
}

/** @throws {UsageError} when progress cannot be read or kept: what is there stays as it is. */
function usable<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error
    throw new UsageError(error.message, error.hint, { cause: error })
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`, 'check the path', {
      cause: error,
    })
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`, 'check the path', {
      cause: error,
    })
  }
}
