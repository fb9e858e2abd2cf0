import type { Command as Program } from 'commander'
import { fit } from '../render/text/fit.js'
import type { Command } from '../scenario/define.js'
import { registry } from './index.js'
import type { Io } from './io.js'
import { playPattern } from './menu-pattern.js'
import { buildProgram } from './program.js'
import { openPrompter, type Option, optionWidth, type Prompter } from './prompt.js'
import { runHere } from './run-here.js'
import { seenScenarios } from './seen.js'

/** What one does at a prompt. The other commands are for an audience, a shell or a machine. */
const TOOLS: readonly string[] = ['learn', 'race', 'play']

/** What a bare `redis-patterns` offers on a terminal. It says which command line does the same. */
export async function menu(io: Io): Promise<number> {
  const prompter = openPrompter(io)
  const seen = seenScenarios(io)
  const chosen = await prompter.choose<Command | string>('What do you want to run?', [
    ...(await patternOptions(seen, io)),
    ...(await toolOptions(io)),
  ])
  if (typeof chosen === 'string') return runTool(chosen, prompter, io)
  return playPattern(chosen, prompter, seen[chosen.name] ?? [], io)
}

async function patternOptions(seen: ReturnType<typeof seenScenarios>, io: Io): Promise<Option<Command>[]> {
  const commands = await Promise.all(registry.map((entry) => entry.load()))
  return commands.map((command) => {
    const { name, reference, scenarios } = command
    const done = scenarios.filter((scenario) => seen[name]?.includes(scenario.name)).length
    const progress = done === 0 ? '' : ` (${done} of ${scenarios.length} seen)`
    const what = `${reference.structure}: ${reference.useCase}`
    return { name: line(name, what, io, progress), value: command, short: name }
  })
}

/** In the words of the help. */
async function toolOptions(io: Io): Promise<Option<string>[]> {
  const { commands } = await buildProgram([], io, () => {})
  return TOOLS.map((name) => {
    const command = commands.find((each) => each.name() === name) as Program
    return { name: line(name, command.summary() || command.description(), io), value: name, short: name }
  })
}

/** `name  what`, with the names below each other. */
function line(name: string, what: string, io: Io, progress = ''): string {
  const widest = Math.max(...registry.map((entry) => entry.name.length))
  return fit(`${name.padEnd(widest)}  ${what}`, optionWidth(io) - progress.length, '...') + progress
}

async function runTool(tool: string, prompter: Prompter, io: Io): Promise<number> {
  const words = [tool]
  // Without a pattern it would only list its races.
  if (tool === 'race') words.push((await prompter.choose('Whose races?', await patternOptions({}, io))).name)
  io.stdout.write(`\n$ redis-patterns ${words.join(' ')}\n\n`)
  return runHere(words, io)
}
