import type { Command, Scenario } from '../scenario/define.js'
import { UsageError } from '../scenario/errors.js'
import { defaults, flagName, type Param } from '../scenario/params.js'
import { choose } from './choose.js'
import type { Io } from './io.js'
import { sharedParams, type SharedParams } from './options.js'
import { play } from './play.js'
import type { Prompter } from './prompt.js'

/** Asks for a scenario of a pattern and its settings, says the command line that does the same, and runs it. */
export async function playPattern(
  command: Command,
  prompter: Prompter,
  seen: readonly string[],
  io: Io,
): Promise<number> {
  const names = await chooseScenario(prompter, command, seen)
  const params = await chooseParams(prompter, command, names)
  io.stdout.write(`\n$ ${commandLine(command, names, params)}\n\n`)
  const shared = { ...defaults(sharedParams), color: true } as SharedParams
  return await play({ command, scenarios: choose(command, names, params), params, shared }, io)
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
