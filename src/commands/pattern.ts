import type { Command as Program } from 'commander'
import type { Command, Scenario } from '../scenario/define.js'
import { UsageError } from '../scenario/errors.js'
import { exampleLines } from './examples.js'
import { nearest } from './nearest.js'
import { helpWidth, type Io } from './io.js'
import { addParams, addSwitches, sharedParams, type SharedParams } from './options.js'

/** Gives a command of the program its scenarios, flags, help and action, all from its definition. */
export function addPattern(program: Program, command: Command, io: Io, done: (code: number) => void): void {
  program.argument(
    '[scenario...]',
    `${command.scenarios.map((scenario) => scenario.name).join(', ')}; all without one`,
  )
  addParams(program, command.params, 'Options of this pattern:')
  addParams(program, sharedParams, 'Options:')
  addSwitches(program, 'Options:')
  program.addHelpText('before', () => exampleLines(command.examples, helpWidth(io)))
  program.addHelpText('after', `\n${scenarioList(command)}`)
  program.action(async (names: string[], options: Record<string, unknown>) => {
    const params = Object.fromEntries(Object.keys(command.params).map((name) => [name, options[name]]))
    const scenarios = choose(command, names, params)
    const { play } = await import('./play.js')
    done(await play({ command, scenarios, params, shared: options as unknown as SharedParams }, io))
  })
}

/** The named scenarios, in the order given; without a name those that need nothing, or those whose input was given. */
export function choose(
  command: Command,
  names: readonly string[],
  params: Record<string, unknown>,
): Scenario[] {
  if (names.length > 0) return names.map((name) => find(command, name))
  const given = command.scenarios.filter((scenario) =>
    scenario.onlyWith?.some((name) => wasGiven(command, name, params)),
  )
  return given.length > 0 ? given : command.scenarios.filter((scenario) => !scenario.onlyWith)
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

function wasGiven(command: Command, name: string, params: Record<string, unknown>): boolean {
  return params[name] !== command.params[name]?.default
}

function scenarioList(command: Command): string {
  const widest = Math.max(...command.scenarios.map((scenario) => scenario.name.length))
  const lines = command.scenarios.map((scenario) => `  ${scenario.name.padEnd(widest)}  ${scenario.title}`)
  return `Scenarios:\n${lines.join('\n')}`
}
