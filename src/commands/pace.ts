import { setTimeout as wait } from 'node:timers/promises'
import { UsageError } from '../scenario/errors.js'
import type { Event } from '../scenario/event.js'
import type { Io } from './io.js'
import type { SharedParams } from './options.js'

/** A slow reader's words per second. */
const WORDS_PER_SECOND = 2.5

/** Waits before a step begins: for the Enter key, for as long as reading the last one takes, or not at all. */
export function pacer(shared: Pick<SharedParams, 'step' | 'speed'>, io: Io): (event: Event) => Promise<void> {
  const pause = pauseOf(shared, io)
  let read: Event[] = []
  let stepOnScreen = false
  return async (event) => {
    const opens = event.type === 'note' || event.type === 'next'
    if (opens && stepOnScreen)
      await pause(read).catch((error) => raise(io.signal.aborted ? io.signal.reason : error))
    if (opens) {
      stepOnScreen = true
      read = []
    }
    read.push(event)
  }
}

/** How long reading takes: 1 is a slow reader, 2 twice as fast. */
export function readingMs(events: readonly Event[], speed: number): number {
  const words = events.flatMap((event) => ('text' in event ? event.text.split(' ') : []))
  return (words.length / WORDS_PER_SECOND / speed) * 1000
}

function pauseOf(
  { step, speed }: Pick<SharedParams, 'step' | 'speed'>,
  io: Io,
): (read: readonly Event[]) => Promise<void> {
  if (step) return enterKey(io)
  if (speed > 0) return (read) => wait(readingMs(read, speed), undefined, io)
  return async () => {}
}

function enterKey(io: Io): () => Promise<void> {
  if (io.stdin.isTTY !== true)
    throw new UsageError('--step needs a terminal', 'leave it out, or use --speed 1')
  return async () => (await import('./enter-key.js')).waitForEnter(io)
}

function raise(error: unknown): never {
  throw error
}
