import { createReadStream, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { UsageError } from '../scenario/errors.js'

type Input = AsyncIterable<Uint8Array> & { readonly bytes?: number }

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
}

/** Opens a file for a scenario, or standard input for `-`. */
export function openInput(path: string, stdin: Readable): Input {
  if (path === '-') return stdin
  const bytes = checked(path, () => sizeOf(path))
  return { bytes, [Symbol.asyncIterator]: () => read(path) }
}

function sizeOf(path: string): number {
  const stats = statSync(path)
  if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
  return stats.size
}

async function* read(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function checked<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): UsageError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const reason = code === 'EISDIR' ? 'it is a folder' : (REASONS[code] ?? String((error as Error).message))
  return new UsageError(
    `cannot read "${path}": ${reason}`,
    'give the name of a file, or - for standard input',
    {
      cause: error,
    },
  )
}
