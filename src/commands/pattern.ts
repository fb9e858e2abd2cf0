import { Argument, type Command as Program } from 'commander'
import type { Command } from '../scenario/define.js'
import { choose } from './choose.js'
import { exampleLines } from './examples.js'
import { helpWidth, type Io } from './io.js'
import { addParams, addSwitches, sharedParams, type SharedParams } from './options.js'

/** Gives a command of the program its scenarios, flags, help and action, all from its definition. */
export function addPattern(program: Program, command: Command, io: Io, done: (code: number) => void): void {
  program.addArgument(scenarioArgument(command))
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

/** Which names there are is for the shell; `choose` says it better when one is wrong. */
function scenarioArgument({ scenarios }: Command): Argument {
  const names = scenarios.map((scenario) => scenario.name)
  const argument = new Argument('[scenario...]', `${names.join(', ')}; all without one`)
  argument.argChoices = names
  return argument
}

function scenarioList(command: Command): string {
  const widest = Math.max(...command.scenarios.map((scenario) => scenario.name.length))
  const lines = command.scenarios.map((scenario) => `  ${scenario.name.padEnd(widest)}  ${scenario.title}`)
  return `Scenarios:\n${lines.join('\n')}`
}
