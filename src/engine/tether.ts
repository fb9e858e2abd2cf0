import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'

/**
 * Runs a program in a folder of its own, so that neither can outlive us. A watcher beside it reads descriptor 3,
 * a pipe from us, which the kernel closes however we end: then it kills the program and removes the folder.
 * A line on the pipe means that the program has ended by itself: its process id may be someone else's by now.
 */
const SCRIPT = `
PATH=$PATH:/usr/bin:/bin
folder=$1; shift
mkdir -m 700 "$folder" || exit
(read -r _ <&3 || kill -9 $$; rm -rf "$folder") &
exec 3<&- "$@"`

export const TETHER_SHELL = '/bin/sh'

/** Arguments for the shell. The folder is made by it and must not exist yet. */
export function tetherArgs(folder: string, program: string, args: readonly string[]): string[] {
  return ['-c', SCRIPT, 'tether', folder, program, ...args]
}

/** A session of its own: a Ctrl-C in the terminal is for us, and we may need the server while we clean up. */
export const TETHER_SPAWN = {
  stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  detached: true,
} satisfies SpawnOptions

export function freshFolder(): string {
  return join(tmpdir(), `redis-patterns-${randomUUID()}`)
}

export interface Tether {
  /** Ends the program. Resolves when the program and its folder are gone. */
  cut(): Promise<void>
}

/** To be called at once on the new process. */
export function tether(child: ChildProcess): Tether {
  const pipe = child.stdio[3] as Writable
  // The watcher holds the program's output open, so `close` comes after both.
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  pipe.on('error', () => {}) // The watcher has gone first.
  child.once('exit', () => pipe.end('\n'))
  child.stdout?.resume()
  child.stderr?.resume()
  const cut = () => {
    pipe.destroy()
    return closed
  }
  return { cut }
}
