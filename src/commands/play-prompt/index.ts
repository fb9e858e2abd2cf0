import { openEngine } from '../../engine/index.js'
import type { Engine } from '../../engine/engine.js'
import { UsageError } from '../../scenario/errors.js'
import type { Io } from '../io.js'
import type { PlayOptions } from './params.js'
import { leave, orStopped } from './leave.js'
import { Playground } from './playground.js'
import { openScreen, type Screen } from './screen.js'
import { runScript } from './script.js'
import type { SessionOptions } from './session.js'

/** A Redis prompt; a script when standard input is no terminal. @returns 1 when a command of a script failed. */
export async function play(options: PlayOptions, io: Io): Promise<number> {
  if (options.json && options.plain)
    throw new UsageError('--json and --plain cannot be used together', 'choose one of them')
  const { url, engine: kind } = options
  const engine = await openEngine({ engine: kind, url: url || undefined, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  try {
    return await playOn(engine, options, io)
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await engine.close()
  }
}

async function playOn(engine: Engine, options: PlayOptions, io: Io): Promise<number> {
  const screen = openScreen(options, io)
  const isTerminal = io.stdin.isTTY === true && io.stdout.isTTY === true && !options.json
  if (isTerminal) return (await import('./terminal.js')).converse(engine, options, screen, io)
  const ground = await Playground.open(scriptOptions(engine, options, screen), options.seed)
  try {
    return (await orStopped(runScript(ground, screen, io), io.signal)) ? 1 : 0
  } finally {
    await leave(ground, options, io)
  }
}

/** A script is not asked: without --yes nothing dangerous is sent. */
function scriptOptions(engine: Engine, { yes }: PlayOptions, screen: Screen): SessionOptions {
  return { engine, confirm: async () => yes, onOutcome: (outcome) => void screen.show([outcome]) }
}
