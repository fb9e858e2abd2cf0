import { CommanderError } from 'commander'
import { registry } from './commands/index.js'
import { Interrupted, type Io, OutputLost, ReaderGone, Uncaught } from './commands/io.js'
import { buildProgram } from './commands/program.js'
import { runLine } from './commands/run-line.js'
import { tools } from './commands/tools.js'
import { EngineChoiceError, EngineError } from './engine/engine.js'
import { CapabilityError, UsageError } from './scenario/errors.js'

export const EXIT = { done: 0, failed: 1, usage: 2, engine: 3, capability: 4, interrupted: 130 } as const

/** Runs one command line. The only place where errors become exit codes. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await perform(argv, io)
  } catch (error) {
    return report(error, argv, io)
  }
}

async function perform(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length > 0) return await runLine(argv, io)
  if (io.stdin.isTTY && io.stdout.isTTY) return await (await import('./commands/menu.js')).menu(io)
  const program = await buildProgram(argv, io, () => {})
  program.outputHelp()
  return EXIT.done
}

function report(error: unknown, argv: readonly string[], io: Io): number {
  const { code, message, hint } = explain(error, argv)
  if (message !== '') io.stderr.write(`error: ${message}\n`)
  if (hint !== '') io.stderr.write(`try: ${hint}\n`)
  if (argv.includes('--verbose') && error instanceof Error) io.stderr.write(`${error.stack}\n`)
  return code
}

interface Explanation {
  code: number
  message: string
  hint: string
}

function explain(error: unknown, argv: readonly string[]): Explanation {
  if (error instanceof UsageError || error instanceof EngineChoiceError)
    return { code: EXIT.usage, message: error.message, hint: error.hint }
  if (error instanceof EngineError) return { code: EXIT.engine, message: error.message, hint: error.hint }
  if (error instanceof CapabilityError)
    return { code: EXIT.capability, message: error.message, hint: error.hint }
  if (error instanceof Interrupted) return { code: EXIT.interrupted, message: '', hint: '' }
  if (error instanceof ReaderGone) return { code: EXIT.done, message: '', hint: '' }
  if (error instanceof OutputLost)
    return {
      code: EXIT.failed,
      message: `cannot write the output: ${error.message}`,
      hint: 'write it elsewhere',
    }
  if (error instanceof Uncaught)
    return {
      code: EXIT.failed,
      message: error.message,
      hint: 'catch it where it happens; --verbose shows where',
    }
  if (error instanceof CommanderError) return explainUsage(error, argv)
  if (error instanceof Error && error.name === 'ReplyError') return explainRefusal(error)
  const message = error instanceof Error ? error.message : String(error)
  return { code: EXIT.failed, message, hint: 'this is a fault of the program; --verbose shows where' }
}

/** What a Redis answered to a command that every scenario may send: it is read-only, full, or this user may not. */
function explainRefusal({ message }: Error): Explanation {
  const hint = 'look at what this server and user allow, or use another Redis'
  return { code: EXIT.capability, message: `Redis refused a command: ${message}`, hint }
}

/** commander says what is wrong on the first line and its guess on the second. */
function explainUsage(error: CommanderError, argv: readonly string[]): Explanation {
  if (error.exitCode === 0) return { code: EXIT.done, message: '', hint: '' }
  // commander's own words for a command that only groups others.
  if (error.code === 'commander.help')
    return { code: EXIT.usage, message: `${argv[0]} needs the name of a command`, hint: helpOf(argv) }
  const [first = '', guess] = error.message.replace(/^error: /, '').split('\n')
  const meant = /Did you mean (.*)\?/.exec(guess ?? '')?.[1]
  return {
    code: EXIT.usage,
    message: first,
    hint: meant ? `did you mean ${meant}?` : helpOf(argv),
  }
}

function helpOf([name = '']: readonly string[]): string {
  const known = Object.hasOwn(tools, name) || registry.some((entry) => entry.name === name)
  return ['redis-patterns', ...(known ? [name] : []), '--help'].join(' ')
}

const LAST_WAIT_MS = 500
/** So long may cleaning up after a fault take. */
const CLEAN_UP_MS = 5_000

/** Hands the real process to `run`. */
export async function main(process: NodeJS.Process): Promise<void> {
  let reads = false
  process.exitCode = await run(process.argv.slice(2), {
    // Standard input is opened only by what reads it.
    get stdin() {
      reads = true
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    platform: process.platform,
    nodeVersion: process.version,
    signal: stopSignal(process),
  })
  // What was not read to its end would keep the process waiting.
  if (reads) process.stdin.destroy()
  // So would a client that was stopped in the middle of its work.
  leaveSoon(process)
}

/** Not before a slow reader has got everything. */
function leaveSoon(process: NodeJS.Process): void {
  const leave = () => (process.stdout.writableLength > 0 ? leaveSoon(process) : process.exit())
  setTimeout(leave, LAST_WAIT_MS).unref()
}

function stopSignal(process: NodeJS.Process): AbortSignal {
  const stop = new AbortController()
  const interrupt = () => {
    // The second Ctrl-C does not wait for the clean-up of the first.
    if (stop.signal.aborted) process.exit(EXIT.interrupted)
    stop.abort(new Interrupted())
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  process.on('SIGHUP', interrupt)
  process.on('uncaughtException', (error) => {
    if (stop.signal.aborted) process.exit(EXIT.failed)
    stop.abort(new Uncaught(error))
    setTimeout(() => process.exit(EXIT.failed), CLEAN_UP_MS).unref()
  })
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) =>
    stop.abort(code === 'EPIPE' ? new ReaderGone() : new OutputLost(message)),
  )
  return stop.signal
}
