import type { Readable, Writable } from 'node:stream'

/** The world outside, handed in: a command writes and reads nothing else. Tests hand in buffers. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly nodeVersion: string
  /** Aborted with `Interrupted` by the first Ctrl-C, with `ReaderGone` and with `OutputLost`. */
  readonly signal: AbortSignal
  /**
   * Hears errors that nobody caught, which would end the program, until the function that is returned is called. For
   * whoever runs a person's own code. Absent where there is no process to listen to.
   */
  readonly onUncaught?: (hear: (error: Error) => void) => () => void
}

export type Output = Writable & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

/** The person stopped the run. The program exits 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** Nobody reads standard output any more, as after `| head`. The program exits 0. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone'
}

/** Standard output takes no more, because its disk is full for instance. The program exits 1. */
export class OutputLost extends Error {
  override readonly name = 'OutputLost'
}

/** Something failed where nobody waited for it, as in a program that a person has brought. The program exits 1. */
export class Uncaught extends Error {
  override readonly name = 'Uncaught'
  constructor(override readonly cause: Error) {
    super(`nobody caught an error: ${cause.message}`)
    this.stack = cause.stack ?? ''
  }
}

/** Writes and waits while the reader is slow, so that a long run does not pile up in memory. */
export function writer(output: Output): (text: string) => Promise<void> {
  return async (text) => {
    if (output.write(text) || output.destroyed) return
    await new Promise<void>((resolve) => {
      const goOn = () => {
        // Otherwise a long run leaves a listener behind for every wait.
        output.off('drain', goOn).off('close', goOn)
        resolve()
      }
      output.once('drain', goOn).once('close', goOn)
    })
  }
}

/** Columns for help texts, which come before any flag is read. */
export function helpWidth({ stdout, env }: Pick<Io, 'stdout' | 'env'>): number {
  return stdout.columns || Number(env.COLUMNS) || 80
}
