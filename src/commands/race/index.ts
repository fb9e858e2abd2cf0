import type { RaceBook } from '../../race/define.js'
import { UsageError } from '../../scenario/errors.js'
import { choose } from '../choose.js'
import { registry } from '../index.js'
import type { Io } from '../io.js'
import { nearest } from '../nearest.js'
import type { SharedParams } from '../options.js'
import { play } from '../play.js'
import { checkFlags } from './check.js'
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
  const command = raceCommand(book, { ...given(flags), ...(own && { own }) })
  const races = choose(command, names, {})
  if (flags.play)
    return (await import('./play/index.js')).playRace(book, races[0]?.name ?? '', flags, own, io)
  const shared: SharedParams = { ...flags, step: false, speed: 0, trace: false, keep: false }
  return play({ command, scenarios: races, params: echoed(flags), shared }, io)
}

async function findBook(pattern: string): Promise<RaceBook> {
  const entry = registry.find(({ name }) => name === pattern)
  if (entry !== undefined) return entry.races()
  const known = registry.map(({ name }) => name)
  const guess = nearest(pattern, known)
  throw new UsageError(
    `unknown pattern '${pattern}'`,
    guess ? `did you mean ${guess}?` : `choose from ${known.join(', ')}`,
  )
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
