import { open } from 'node:fs/promises'
import { UsageError } from '../../scenario/errors.js'
import { type Event, SCHEMA_VERSION } from '../../scenario/event.js'
import { openInput } from '../input.js'
import type { Io } from '../io.js'

/**
 * The events of a recording, in the form that `--json` prints: one a line.
 *
 * @throws {UsageError} naming the line that is no event of this version.
 */
export async function* readRecording(path: string, io: Io): AsyncGenerator<Event, void, void> {
  let number = 0
  let runs = 0
  for await (const line of linesOf(openInput(path, io.stdin))) {
    number += 1
    if (line.trim() === '') continue
    const event = parsed(line, `line ${number} of ${path}`)
    if (event.type === 'run') runs += 1
    if (runs === 0) throw noRecording(`${path} does not begin with a run`)
    yield event
  }
  if (runs === 0) throw noRecording(`${path} has no events`)
}

async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of input) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}

function parsed(line: string, where: string): Event {
  const event = eventIn(line)
  if (event === undefined) throw noRecording(`${where} is no event`)
  if (event.type === 'run' && (event.schema as number) !== SCHEMA_VERSION)
    throw new UsageError(
      `${where} has schema ${event.schema}; this version reads ${SCHEMA_VERSION}`,
      'record it again, or use the version that recorded it',
    )
  return event
}

function eventIn(line: string): Event | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isEvent = typeof value === 'object' && value !== null && 'type' in value
    return isEvent ? (value as Event) : undefined
  } catch {
    return undefined
  }
}

function noRecording(problem: string): UsageError {
  return new UsageError(problem, 'give a file that --record or --json has written')
}

export interface Recording {
  add(event: Event): Promise<void>
  close(): Promise<void>
}

/** A new file that takes events, one a line. @throws {UsageError} when it cannot be made, or is there already. */
export async function openRecording(path: string): Promise<Recording> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => refused(path, error))
  return {
    async add(event) {
      if (event.type !== 'progress') await file.write(`${JSON.stringify(event)}\n`)
    },
    close: () => file.close(),
  }
}

function refused(path: string, { code, message }: NodeJS.ErrnoException): never {
  if (code === 'EEXIST')
    throw new UsageError(`${path} is there already`, 'give another name, or remove it first')
  throw new UsageError(`${path} cannot be written: ${message}`, 'give a file in a folder of yours')
}
