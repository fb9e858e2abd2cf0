import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { UsageError } from '../scenario/errors.js'
import type { Event } from '../scenario/event.js'
import type { Io } from './io.js'
import type { SharedParams } from './options.js'

/** A slow reader's words per second. */
const WORDS_PER_SECOND = 2.5

/** Waits before a step begins: for the Enter key, for as long as reading the last one takes, or not at all. */
export function pacer(shared: Pick<SharedParams, 'step' | 'speed'>, io: Io): (event: Event) => Promise<void> {
  let words = 0
  const pause = shared.step
    ? enterKey(io)
    : shared.speed > 0
      ? () => readingTime(words, shared.speed, io)
      : undefined
  return async (event) => {
    const opens = event.type === 'note' || event.type === 'next'
    if (opens && words > 0) await pause?.()
    if (opens) words = 0
    if ('text' in event) words += event.text.split(' ').length
  }
}

function enterKey(io: Io): () => Promise<void> {
  if (io.stdin.isTTY !== true)
    throw new UsageError('--step needs a terminal', 'leave it out, or use --speed 1')
  return async () => {
    const terminal = createInterface({ input: io.stdin, output: io.stderr })
    try {
      await terminal.question('Enter: next step ', { signal: io.signal })
    } finally {
      terminal.close()
    }
  }
}

async function readingTime(words: number, speed: number, io: Io): Promise<void> {
  await wait((words / WORDS_PER_SECOND / speed) * 1000, undefined, { signal: io.signal })
}
