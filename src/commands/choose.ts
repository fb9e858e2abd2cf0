import type { Command, Scenario } from '../scenario/define.js'
import { UsageError } from '../scenario/errors.js'
import { flagName } from '../scenario/params.js'
import { nearest } from './nearest.js'

type Params = Readonly<Record<string, unknown>>

/**
 * The named scenarios, in the order given; without a name those that need nothing, or those whose input was given.
 *
 * @throws {UsageError} when a name is unknown, an input is missing, or a flag is given that none of them reads.
 */
export function choose(command: Command, names: readonly string[], params: Params): Scenario[] {
  const given = Object.keys(command.params).filter((name) => params[name] !== command.params[name]?.default)
  const chosen = names.length > 0 ? names.map((name) => find(command, name)) : fitting(command, given)
  for (const scenario of chosen) checkInput(command, scenario, given)
  for (const name of given) checkUse(command, chosen, name)
  return chosen
}

function fitting({ scenarios }: Command, given: readonly string[]): Scenario[] {
  const asked = scenarios.filter((scenario) => scenario.onlyWith?.some((name) => given.includes(name)))
  return asked.length > 0 ? asked : scenarios.filter((scenario) => !scenario.onlyWith)
}

function find(command: Command, name: string): Scenario {
  const found = command.scenarios.find((scenario) => scenario.name === name)
  if (found) return found
  const names = command.scenarios.map((scenario) => scenario.name)
  const guess = nearest(name, names)
  throw new UsageError(
    `${command.name} has no scenario "${name}"`,
    guess ? `did you mean ${guess}?` : `choose from ${names.join(', ')}`,
  )
}

function checkInput({ params }: Command, { name, onlyWith = [] }: Scenario, given: readonly string[]): void {
  const [needed] = onlyWith
  if (needed === undefined || onlyWith.some((param) => given.includes(param))) return
  const param = params[needed]
  throw new UsageError(
    `${name} needs ${flagName(needed)}`,
    `${flagName(needed)} <${param?.placeholder}>: ${param?.help}`,
  )
}

function checkUse(command: Command, chosen: readonly Scenario[], name: string): void {
  if (chosen.some((scenario) => scenario.uses.includes(name))) return
  const users = command.scenarios.filter((scenario) => scenario.uses.includes(name))
  const inputs = users.flatMap((scenario) => scenario.onlyWith ?? []).map(flagName)
  throw new UsageError(
    `${flagName(name)} does nothing here`,
    inputs.length > 0
      ? `give ${inputs.join(' or ')} with it`
      : `it belongs to: ${users.map((user) => user.name).join(', ')}`,
  )
}
