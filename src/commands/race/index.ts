import type { Race } from '../../race/define.js'
import type { Io } from '../io.js'
import type { SharedParams } from '../options.js'
import { play } from '../play.js'
import { checkFlags } from './check.js'
import { checkClients, chooseRaces, findBook } from './choose.js'
import { raceCommand } from './command.js'
import { ownVersion } from './own.js'
import type { RaceParams } from './params.js'

export type RaceFlags = RaceParams & Omit<SharedParams, 'step' | 'speed' | 'trace' | 'keep'>

/** Runs races, and shows them. @returns the exit code: 1 when an invariant broke where none may. */
export async function race(
  pattern: string | undefined,
  names: readonly string[],
  flags: RaceFlags,
  io: Io,
): Promise<number> {
  checkFlags(pattern, names, flags)
  if (pattern === undefined) return (await import('./list.js')).listRaces(flags, io)
  const book = await findBook(pattern)
  if (flags.template) {
    io.stdout.write(book.template)
    return 0
  }
  const own = flags.impl === '' ? undefined : await ownVersion(book, flags.impl)
  const races = chooseRaces(book, names)
  checkClients(races, flags.clients)
  if (flags.play) return (await import('./play/index.js')).playRace(book, races[0] as Race, flags, own, io)
  const shared: SharedParams = { ...flags, step: false, speed: 0, trace: false, keep: false }
  const command = raceCommand({ ...book, races }, { ...given(flags), ...(own && { own }) })
  return play({ command, scenarios: command.scenarios, params: echoed(flags), shared }, io)
}

function given({ clients, bound, random, all, replay, safe }: RaceFlags) {
  return { clients, bound, random, all, safe, ...(replay !== '' && { replay }) }
}

/** What the header and the JSON say was asked for. */
function echoed({ clients, bound, random, replay, safe, impl }: RaceFlags): Record<string, unknown> {
  const asked = { clients, bound, random, replay, safe, impl }
  return Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  )
}
