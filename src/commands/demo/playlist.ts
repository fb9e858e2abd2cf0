import type { Command, Scenario } from '../../scenario/define.js'
import { UsageError } from '../../scenario/errors.js'
import { defaults } from '../../scenario/params.js'
import { choose } from '../choose.js'
import { registry } from '../index.js'
import { nearest } from '../nearest.js'

export interface Item {
  command: Command
  scenario: Scenario
}

/**
 * What to play: `lock` stands for all its scenarios, `lock/crash` for one, and no name at all for the highlights of every
 * pattern.
 *
 * @throws {UsageError} for a name that is not there.
 */
export async function playlist(names: readonly string[]): Promise<Item[]> {
  if (names.length > 0) return (await Promise.all(names.map(named))).flat()
  const commands = await Promise.all(registry.map((entry) => entry.load()))
  return commands.flatMap((command) => items(command, command.highlights))
}

async function named(name: string): Promise<Item[]> {
  const [pattern = '', ...scenarios] = name.split('/')
  const entry = registry.find((one) => one.name === pattern)
  if (entry !== undefined) return items(await entry.load(), scenarios)
  const known = registry.map((one) => one.name)
  const guess = nearest(pattern, known)
  throw new UsageError(
    `unknown pattern '${pattern}'`,
    guess ? `did you mean ${guess}?` : `choose from ${known.join(', ')}`,
  )
}

/** All that need no input, without a name. */
function items(command: Command, names: readonly string[]): Item[] {
  return choose(command, names, defaults(command.params)).map((scenario) => ({ command, scenario }))
}
