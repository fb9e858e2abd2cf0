import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Is it running? One that has ended and waits to be collected is not. */
export function isAlive(pid: number): boolean {
  return existsSync('/proc/self')
    ? commandLine(`${pid}`) !== ''
    : ps(['-o', 'stat=', '-p', `${pid}`]).match(/^[^Z]/) !== null
}

/** Does any process have this text among its arguments? */
export function someProcessMentions(text: string): boolean {
  const lines = existsSync('/proc/self')
    ? readdirSync('/proc').map(commandLine)
    : ps(['-A', '-o', 'args=']).split('\n')
  return lines.some((line) => line.includes(text))
}

/** Empty when the process has ended. */
function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function ps(args: string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8' })
  } catch {
    return '' // It found none.
  }
}
