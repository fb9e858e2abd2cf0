import { script, ShellCompDirective } from '@bomb.sh/tab'
import type { Command as Program, Option } from 'commander'
import { registry } from './index.js'
import type { Io } from './io.js'
import { buildProgram } from './program.js'

/** Prints what the shell has to read. It asks `redis-patterns complete` at each press of the key. */
export function printScript(shell: string): void {
  script(shell, 'redis-patterns', 'redis-patterns')
}

interface Word {
  value: string
  description: string
}

/**
 * Answers a shell: what may stand in the place of the last word, one a line with its description, then how to go on
 * when there is nothing.
 */
export async function complete(words: readonly string[], io: Io): Promise<number> {
  const last = words.at(-1) ?? ''
  const command = commandAt(await buildProgram(words, io, () => {}), words.slice(0, -1))
  const valued = optionNamed(command, words.at(-2) ?? '')
  const found = valued?.required === true ? valuesOf(valued) : await wordsOf(command, words)
  const lines = found
    .filter(({ value }) => value.startsWith(last))
    .map(({ value, description }) => `${value}\t${description}\n`)
  const files = valued !== undefined && takesFile(valued)
  const directive = files
    ? ShellCompDirective.ShellCompDirectiveDefault
    : ShellCompDirective.ShellCompDirectiveNoFileComp
  io.stdout.write(`${lines.join('')}:${directive}\n`)
  return 0
}

function commandAt(program: Program, words: readonly string[]): Program {
  return words.reduce((parent, word) => parent.commands.find((one) => one.name() === word) ?? parent, program)
}

async function wordsOf(command: Program, words: readonly string[]): Promise<Word[]> {
  if (words.at(-1)?.startsWith('-'))
    return command.options.map(({ long, description }) => ({ value: long ?? '', description }))
  const commands = command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({
      value: one.name(),
      description: one.summary() || one.description(),
    }))
  const places =
    (await raceNames(command, words)) ??
    command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices)
  return [...commands, ...places.map((value) => ({ value, description: '' }))]
}

/** After `race lock`: the races of the lock. */
async function raceNames(command: Program, words: readonly string[]): Promise<string[] | undefined> {
  if (command.name() !== 'race') return undefined
  const pattern = registry.find(({ name }) => words.slice(0, -1).includes(name))
  return pattern && (await pattern.races()).races.map(({ name }) => name)
}

function optionNamed({ options }: Program, word: string): Option | undefined {
  return options.find(({ long, short }) => word !== '' && (word === long || word === short))
}

function valuesOf({ argChoices = [] }: Option): Word[] {
  return argChoices.map((value) => ({ value, description: '' }))
}

function takesFile({ flags }: Option): boolean {
  return flags.endsWith('<file>')
}
