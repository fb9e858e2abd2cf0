import type { Command as Program, Option } from 'commander'
import { wrap } from '../render/text/wrap.js'
import type { Command } from '../scenario/define.js'
import { flagName } from '../scenario/params.js'
import type { Example } from './examples.js'

/** The manual page of a command, from the same tables as its flags. */
export function manualPage(program: Program, pattern: Command | undefined, columns: number): string {
  const width = Math.min(columns, LONGEST_LINE)
  const sections = [
    section('NAME', wrapped(`${pathOf(program)} - ${program.description()}`, width)),
    section('SYNOPSIS', wrapped(`${pathOf(program)} ${program.usage()}`, width)),
    ...(pattern === undefined ? [] : patternSections(pattern, width)),
    section(
      'COMMANDS',
      program
        .createHelp()
        .visibleCommands(program)
        .flatMap((one) => entry(one.name(), one.description(), width)),
    ),
    ...optionSections(program, width),
    section(
      'EXAMPLES',
      (pattern?.examples ?? []).flatMap((example) => exampleEntry(example, width)),
    ),
    section(
      'EXIT STATUS',
      EXIT_STATUS.flatMap(([code, why]) => entry(code, why, width)),
    ),
    section(
      'ENVIRONMENT',
      ENVIRONMENT.flatMap(([name, why]) => entry(name, why, width)),
    ),
  ]
  return `${sections
    .filter((lines) => lines.length > 1)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

const LONGEST_LINE = 80

const EXIT_STATUS = [
  ['0', 'done, and everything that was claimed held'],
  ['1', 'a check did not hold'],
  ['2', 'the command line was not understood'],
  ['3', 'there was no Redis, or it was lost'],
  ['4', 'this Redis cannot do what was asked'],
  ['130', 'stopped by Ctrl-C'],
] as const

const ENVIRONMENT = [
  ['REDIS_URL', 'a Redis to run on, as --url'],
  ['NO_COLOR', 'when set: no colour'],
  ['FORCE_COLOR', '0 to 3: colour, also where there seems to be no terminal'],
  ['ACCESSIBLE', 'when set: plain text that is only added to, and numbered questions'],
  ['XDG_STATE_HOME', 'where it is remembered what you have seen'],
  ['XDG_CACHE_HOME', 'where a Redis that was built is kept'],
] as const

function patternSections({ reference, scenarios, params }: Command, width: number): string[][] {
  const facts = [
    ['data structure', reference.structure],
    ['use case', reference.useCase],
    ['reach for it when', reference.reachFor],
    ['beware of', reference.beware],
  ] as const
  const told = scenarios.flatMap(({ name, title, summary, uses }) => {
    const flags = Object.keys(params)
      .filter((param) => uses.includes(param))
      .map(flagName)
    const reads = flags.length === 0 ? '' : `\nReads ${flags.join(', ')}.`
    return entry(name, `${title}\n${summary}${reads}`, width)
  })
  return [
    section(
      'DESCRIPTION',
      facts.flatMap(([name, words]) => entry(name, words, width)),
    ),
    section('SCENARIOS', told),
  ]
}

function optionSections(program: Program, width: number): string[][] {
  const groups = new Map<string, Option[]>()
  for (const option of program.createHelp().visibleOptions(program)) {
    const heading = (option.helpGroupHeading ?? 'Options:').replace(/:$/, '').toUpperCase()
    groups.set(heading, [...(groups.get(heading) ?? []), option])
  }
  return [...groups].map(([heading, options]) =>
    section(
      heading,
      options.flatMap(({ flags, description }) => entry(flags, description, width)),
    ),
  )
}

function section(heading: string, lines: readonly string[]): string[] {
  return [heading, ...lines]
}

const INDENT = 4

/** A name, and below it, further in, what there is to say of it. */
function entry(name: string, words: string, width: number): string[] {
  return [`${' '.repeat(INDENT)}${name}`, ...wrapped(words, width, 2 * INDENT)]
}

function exampleEntry({ command, why }: Example, width: number): string[] {
  return entry(`redis-patterns ${command}`, why, width)
}

function wrapped(words: string, width: number, indent = INDENT): string[] {
  return wrap(words, width - indent).map((line) => ' '.repeat(indent) + line)
}

function pathOf(program: Program): string {
  return program.parent === null ? program.name() : `${pathOf(program.parent)} ${program.name()}`
}
