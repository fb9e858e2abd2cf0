import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { run } from '../../src/cli.js'
import type { Event } from '../../src/scenario/event.js'

export interface CliOptions {
  env?: Record<string, string>
  /** Standard input. */
  input?: string
  signal?: AbortSignal
  /** Set for a terminal of that many columns. */
  columns?: number
}

export interface CliResult {
  code: number
  stdout: string
  stderr: string
}

/** Runs one command line in this process. The environment is empty unless given: no PATH, so no server is found. */
export async function runCli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const screen = options.columns === undefined ? {} : { isTTY: true, columns: options.columns }
  const stdin = new PassThrough()
  stdin.end(options.input ?? '')
  const stdout = Object.assign(new PassThrough(), screen)
  const stderr = new PassThrough()
  const [shown, said] = [text(stdout), text(stderr)]
  const code = await run(argv, {
    stdin,
    stdout,
    stderr,
    env: options.env ?? {},
    platform: process.platform,
    nodeVersion: process.version,
    signal: options.signal ?? new AbortController().signal,
  })
  stdout.end()
  stderr.end()
  return { code, stdout: await shown, stderr: await said }
}

/** The events that `--json` wrote. */
export function eventsOf(stdout: string): Event[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event)
}
