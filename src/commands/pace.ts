import { UsageError } from '../scenario/errors.js'
import type { Event } from '../scenario/event.js'
import type { Io } from './io.js'
import type { SharedParams } from './options.js'

/** A slow reader's words per second. */
const WORDS_PER_SECOND = 2.5

/** Waits before a step begins: for the Enter key, for as long as reading the last one takes, or not at all. */
export function pacer(shared: Pick<SharedParams, 'step' | 'speed'>, io: Io): (event: Event) => Promise<void> {
  const pause = pauseOf(shared, io)
  let words = 0
  let stepOnScreen = false
  return async (event) => {
    const opens = event.type === 'note' || event.type === 'next'
    if (opens && stepOnScreen)
      await pause(words).catch((error) => raise(io.signal.aborted ? io.signal.reason : error))
    if (opens) {
      stepOnScreen = true
      words = 0
    }
    if ('text' in event) words += event.text.split(' ').length
  }
}

function pauseOf(
  { step, speed }: Pick<SharedParams, 'step' | 'speed'>,
  io: Io,
): (words: number) => Promise<void> {
  if (step) return enterKey(io)
  if (speed > 0) return (words) => readingTime(words / WORDS_PER_SECOND / speed, io)
  return async () => {}
}

async function readingTime(seconds: number, { signal }: Io): Promise<void> {
  const { setTimeout } = await import('node:timers/promises')
  await setTimeout(seconds * 1000, undefined, { signal })
}

function enterKey(io: Io): () => Promise<void> {
  if (io.stdin.isTTY !== true)
    throw new UsageError('--step needs a terminal', 'leave it out, or use --speed 1')
  return async () => {
    const { createInterface } = await import('node:readline/promises')
    // Line by line, so that Ctrl-C stays the terminal's own.
    const terminal = createInterface({ input: io.stdin, output: io.stderr, terminal: false })
    try {
      await terminal.question('Enter: next step ', { signal: io.signal })
    } finally {
      terminal.close()
    }
  }
}

function raise(error: unknown): never {
  throw error
}
