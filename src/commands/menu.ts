import { fit } from '../render/text/fit.js'
import type { Command, Scenario } from '../scenario/define.js'
import { UsageError } from '../scenario/errors.js'
import { defaults, flagName, type Param } from '../scenario/params.js'
import { choose } from './choose.js'
import { registry } from './index.js'
import type { Io } from './io.js'
import { sharedParams, type SharedParams } from './options.js'
import { play } from './play.js'
import { openPrompter, type Option, optionWidth, type Prompter } from './prompt.js'
import { runLine } from './run-line.js'
import { seenScenarios } from './seen.js'

/** What a bare `redis-patterns` offers on a terminal. It says which command line does the same. */
export async function menu(io: Io): Promise<number> {
  const prompter = openPrompter(io)
  const seen = seenScenarios(io)
  const chosen = await prompter.choose('Where to begin?', [
    ...(await patternOptions(seen, io)),
    ...otherOptions(io),
  ])
  if (typeof chosen === 'string') return runOther(chosen, prompter, io)
  return runPattern(chosen, seen[chosen.name] ?? [], prompter, io)
}

async function runPattern(
  command: Command,
  seen: readonly string[],
  prompter: Prompter,
  io: Io,
): Promise<number> {
  const names = await chooseScenario(prompter, command, seen)
  const params = await chooseParams(prompter, command, names)
  io.stdout.write(`\n$ ${commandLine(command, names, params)}\n\n`)
  const shared = { ...defaults(sharedParams), color: true } as SharedParams
  return await play({ command, scenarios: choose(command, names, params), params, shared }, io)
}

/** What is no pattern. */
const OTHERS = {
  learn: 'lessons that check what you do',
  race: 'every order of two clients, or be the scheduler',
  play: 'a Redis prompt to try things in',
} as const

type Other = keyof typeof OTHERS

const WIDEST = Math.max(...registry.map(({ name }) => name.length))

async function patternOptions(
  seen: ReturnType<typeof seenScenarios>,
  io: Io,
): Promise<Option<Command | Other>[]> {
  const commands = await Promise.all(registry.map((entry) => entry.load()))
  return commands.map((command) => {
    const { name, reference, scenarios } = command
    const done = scenarios.filter((scenario) => seen[name]?.includes(scenario.name)).length
    const progress = done === 0 ? '' : ` (${done} of ${scenarios.length} seen)`
    const line = optionLine(name, `${reference.structure}: ${reference.useCase}`, io, progress)
    return { name: line, value: command, short: name }
  })
}

function otherOptions(io: Io): Option<Command | Other>[] {
  return Object.entries(OTHERS).map(([name, what]) => ({
    name: optionLine(name, what, io),
    value: name as Other,
    short: name,
  }))
}

function optionLine(name: string, what: string, io: Io, end = ''): string {
  return fit(`${name.padEnd(WIDEST)}  ${what}`, optionWidth(io) - end.length, '...') + end
}

async function runOther(name: Other, prompter: Prompter, io: Io): Promise<number> {
  const words = name === 'race' ? [name, await choosePattern(prompter)] : [name]
  io.stdout.write(`\n$ redis-patterns ${words.join(' ')}\n\n`)
  return runLine(words, io)
}

function choosePattern(prompter: Prompter): Promise<string> {
  return prompter.choose(
    'Of which pattern?',
    registry.map(({ name }) => ({ name, value: name })),
  )
}

async function chooseScenario(
  prompter: Prompter,
  command: Command,
  seen: readonly string[],
): Promise<string[]> {
  const all = { name: 'all of them, in order', value: [] as string[] }
  const each = command.scenarios.map(({ name, title }) => ({
    name: seen.includes(name) ? `${title} (seen)` : title,
    value: [name],
  }))
  return await prompter.choose('Which scenario?', [all, ...each])
}

async function chooseParams(
  prompter: Prompter,
  command: Command,
  names: string[],
): Promise<Record<string, unknown>> {
  const params: Record<string, unknown> = defaults(command.params)
  const needed = paramsOf(command, names, (scenario) => scenario.onlyWith ?? [])
  const read = paramsOf(command, names, (scenario) => scenario.uses)
  const change = await chooseChanges(prompter, needed, read)
  for (const name of change)
    params[name] = await askParam(
      prompter,
      name,
      command.params[name] as Param<unknown>,
      needed.includes(name),
    )
  return params
}

async function chooseChanges(prompter: Prompter, needed: string[], read: string[]): Promise<string[]> {
  if (read.length === 0) return []
  return await prompter.choose('Its settings?', [
    { name: 'as they are', value: needed },
    { name: 'go through them', value: read },
  ])
}

/** Of the chosen scenarios, in the order of the table; without a choice, of all that run without one. */
function paramsOf(
  command: Command,
  names: string[],
  of: (scenario: Scenario) => readonly string[],
): string[] {
  const chosen = command.scenarios.filter(({ name, onlyWith }) =>
    names.length > 0 ? names.includes(name) : !onlyWith,
  )
  const wanted = new Set(chosen.flatMap(of))
  return Object.keys(command.params).filter((name) => wanted.has(name))
}

const NO_OR_YES = [
  { name: 'no', value: false },
  { name: 'yes', value: true },
]

async function askParam(
  prompter: Prompter,
  name: string,
  param: Param<unknown>,
  isNeeded: boolean,
): Promise<unknown> {
  if (param.kind === 'flag') return await prompter.choose(param.help, NO_OR_YES)
  const initial = param.format(param.default)
  if (param.choices) {
    const options = param.choices.map((choice) => ({ name: choice, value: choice }))
    return await prompter.choose(param.help, options)
  }
  const accepts = param.accepts === 'text' ? '' : ` (${param.accepts})`
  const text = await prompter.ask(`${param.help}${accepts}`, initial, (given) =>
    given === initial && !isNeeded ? undefined : problem(param, given, flagName(name)),
  )
  return text === initial ? param.default : param.parse(text, flagName(name))
}

function problem(param: Param<unknown>, given: string, flag: string): string | undefined {
  try {
    param.parse(given, flag)
    return undefined
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}: ${error.hint}`
    throw error
  }
}

/** Only what differs from the defaults. */
function commandLine(command: Command, names: readonly string[], params: Record<string, unknown>): string {
  const flags = Object.entries(command.params).flatMap(([name, param]) => {
    if (params[name] === param.default) return []
    return param.kind === 'flag' ? [flagName(name)] : [flagName(name), quoted(param.format(params[name]))]
  })
  return ['redis-patterns', command.name, ...names, ...flags].join(' ')
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
