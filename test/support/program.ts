import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built program, as a person starts it. */
export const PROGRAM = fileURLToPath(new URL('../../bin/redis-patterns.js', import.meta.url))

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves as soon as standard output holds the text. */
  shows(text: string): Promise<void>
}

export interface ProgramOptions {
  /** Added to an environment that has no PATH to a server, no terminal and no colour wishes. */
  env?: Record<string, string>
  /** Written to standard input, which is then closed. Without it standard input is empty; `open` leaves it open. */
  input?: string | { open: true }
}

export function startProgram(args: readonly string[], options: ProgramOptions = {}): Running {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...bareEnvironment(), ...options.env } })
  const { input = '' } = options
  if (typeof input === 'string') child.stdin.end(input)
  child.stdin.on('error', () => {}) // It may end without reading.
  const said = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text
    for (const listener of listeners) listener()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...said }))
  })
  const shows = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.stdout.includes(text) && resolve()
      listeners.add(look)
      look()
      void ended.then(() =>
        reject(new Error(`it ended without showing "${text}": ${said.stdout}${said.stderr}`)),
      )
    })
  return { child, ended, shows }
}

export function runProgram(args: readonly string[], options: ProgramOptions = {}): Promise<Ended> {
  return startProgram(args, options).ended
}

export function bareEnvironment(): Record<string, string> {
  const kept = ['HOME', 'TMPDIR', 'SYSTEMROOT'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    PATH: '/nonexistent',
    LANG: 'en_US.UTF-8',
    // What a run remembers must not reach the home of whoever tests.
    XDG_STATE_HOME: join(tmpdir(), `redis-patterns-state-${process.pid}`),
  }
}
