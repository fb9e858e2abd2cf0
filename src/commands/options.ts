import { type Command as Program, Option } from 'commander'
import { UsageError } from '../scenario/errors.js'
import {
  choice,
  flag,
  flagName,
  int,
  type Param,
  type ParamTable,
  type ParamValues,
  text,
} from '../scenario/params.js'

/** A number of lines, or all of them. */
const traceLines: Param<number | 'all'> = {
  kind: 'text',
  help: 'commands to show in each step; --no-trace shows none',
  default: 8,
  placeholder: 'n|all',
  accepts: 'a number, or all',
  parse(given, flagText) {
    if (given === 'all') return 'all'
    if (/^\d{1,6}$/.test(given)) return Number(given)
    throw new UsageError(`${flagText} does not accept "${given}"`, 'give a number of lines, or all')
  },
  format: String,
}

/** How fast a run is told: waits in proportion to the text of each step. */
const speed: Param<number> = {
  kind: 'text',
  help: 'read along: 1 is a slow reader, 2 twice as fast',
  default: 0,
  placeholder: 'x',
  accepts: '0.1 to 100',
  parse(given, flagText) {
    const value = Number(given)
    if (value >= 0.1 && value <= 100) return value
    throw new UsageError(`${flagText} does not accept "${given}"`, 'give a number from 0.1 to 100')
  },
  format: (value) => (value === 0 ? 'no waiting' : String(value)),
}

/** What every pattern command understands beside its own knobs. */
export const sharedParams = {
  url: text({
    placeholder: 'redis url',
    help: 'a Redis to run on (or REDIS_URL): redis://, rediss://, unix://',
  }),
  engine: choice({
    default: 'auto',
    choices: ['auto', 'server', 'embedded'],
    help: 'where a Redis comes from',
  }),
  seed: int({ default: 1, min: 0, max: 2_147_483_647, help: 'the same seed gives the same run' }),
  step: flag({ help: 'wait for Enter after each step' }),
  speed,
  json: flag({ help: 'one event a line, as JSON' }),
  plain: flag({ help: 'no boxes and no colour' }),
  markdown: flag({ help: 'for a document' }),
  trace: traceLines,
  width: int({ default: 0, min: 40, max: 400, help: 'columns to use, instead of those of the terminal' }),
  keep: flag({ help: 'leave the keys on the server and say where they are' }),
  verbose: flag({ help: 'show the stack of an error' }),
}

export type SharedParams = Omit<ParamValues<typeof sharedParams>, 'trace'> & {
  trace: number | 'all' | false
  color: boolean
}

/** Adds the flags of a table to a command of the program. */
export function addParams(program: Program, table: ParamTable, heading: string): void {
  for (const [name, param] of Object.entries(table)) {
    program.addOption(optionFor(name, param).helpGroup(heading))
  }
}

/** The flags that commander itself treats as a pair: with and without `no-`. */
export function addSwitches(program: Program, heading: string): void {
  program.addOption(new Option('--no-trace', 'show no commands').helpGroup(heading))
  program.addOption(new Option('--no-color', 'no colour').helpGroup(heading))
}

function optionFor(name: string, param: Param<unknown>): Option {
  const long = flagName(name)
  const short = name === 'url' ? '-u, ' : ''
  const value = param.kind === 'flag' ? '' : ` <${param.placeholder}>`
  const option = new Option(`${short}${long}${value}`, describe(param))
  if (param.kind === 'flag') return option.default(false)
  // For the shell; `parse` refuses in our own words what is not among them.
  if (param.choices !== undefined) option.argChoices = [...param.choices]
  return option.default(param.default).argParser((given: string) => param.parse(given, long))
}

/** Says the default and the range where there is one to say. */
function describe(param: Param<unknown>): string {
  const ranged = param.kind === 'int' || param.kind === 'duration'
  const known =
    param.default !== '' && param.default !== 0 && param.default !== undefined && param.kind !== 'flag'
  const notes = [ranged ? param.accepts : '', known ? `default ${param.format(param.default)}` : '']
  const said = notes.filter((note) => note !== '').join('; ')
  return said === '' ? param.help : `${param.help} (${said})`
}
