import { createInterface } from 'node:readline/promises'
import type { Io } from './io.js'

/** Asks for the Enter key, line by line, so that Ctrl-C stays the terminal's own. */
export async function waitForEnter(io: Io): Promise<void> {
  const terminal = createInterface({ input: io.stdin, output: io.stderr, terminal: false })
  try {
    await terminal.question('Enter: next step ', { signal: io.signal })
  } finally {
    terminal.close()
  }
}
