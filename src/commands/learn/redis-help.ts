import type { Engine } from '../../engine/engine.js'
import { commandsOf } from '../../lessons/desk.js'
import { completed } from '../play-prompt/complete.js'
import { explain } from '../play-prompt/explain.js'
import { hintFor } from '../play-prompt/hint.js'
import { Pilot } from '../play-prompt/pilot.js'
import { commandTable } from '../play-prompt/table.js'
import type { Reply } from '../../scenario/event.js'
import type { LineHelp } from './line-prompt.js'
import { WORDS } from './words.js'

/** What helps to type commands, as at the prompt of `play`. */
export interface RedisHelp extends LineHelp {
  /** What an error means, in words. */
  explain(command: readonly string[], reply: Reply): string | undefined
}

export async function openRedisHelp(engine: Engine): Promise<RedisHelp> {
  const pilot = await Pilot.open(engine)
  const table = await commandTable(pilot, engine)
  const dots = Object.fromEntries(WORDS.map((word) => [word.slice(1), []]))
  return {
    complete: (line) => completed(lastOf(line), dots, { table, pilot }),
    hint: (line, columns) => hintFor(lastOf(line), table, columns),
    explain: (command, reply) => explain([...command], reply, table),
  }
}

/** The command that is being typed, of those that a line sends together. */
function lastOf(line: string): string {
  return commandsOf(line).at(-1) ?? ''
}
