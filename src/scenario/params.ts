import { parseDuration, formatDuration } from './duration.js'
import { UsageError } from './errors.js'
import type { Json } from './event.js'

/**
 * One knob of a command. A table of these is the only definition: flags, `--help`, prompts, validation
 * and the JSON echo are all read from it.
 */
export interface Param<T> {
  readonly kind: 'int' | 'duration' | 'choice' | 'path' | 'text' | 'flag'
  readonly help: string
  readonly default: T
  /** The word after the flag in help: `--top <n>`. Empty for a flag that takes no value. */
  readonly placeholder: string
  /** The range or the choices in words, for help and for error messages: `1 to 100`. */
  readonly accepts: string
  readonly choices?: readonly string[]
  /** @throws {UsageError} naming the flag, what was given and what is accepted. */
  parse(text: string, flag: string): T
  /** The value as a person would type it. */
  format(value: T): string
}

// oxlint-disable-next-line typescript/no-explicit-any -- params of every type stand side by side in a table
export type ParamTable = Readonly<Record<string, Param<any>>>
export type ParamValues<Table extends ParamTable> = {
  -readonly [Name in keyof Table]: Table[Name] extends Param<infer T> ? T : never
}

interface Range {
  min: number
  max: number
}

export function int(spec: { default: number; help: string } & Range): Param<number> {
  const accepts = `${spec.min} to ${spec.max}`
  return {
    kind: 'int',
    help: spec.help,
    default: spec.default,
    placeholder: 'n',
    accepts,
    parse(text, flag) {
      const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN
      if (!inRange(value, spec)) throw refused(flag, text, `a whole number from ${accepts}`)
      return value
    },
    format: String,
  }
}

/** A whole number, or nothing when it is not given. */
export function optionalInt(spec: { help: string } & Range): Param<number | undefined> {
  const given = int({ ...spec, default: spec.min })
  return { ...given, default: undefined, format: (value) => (value === undefined ? '' : String(value)) }
}

/** Milliseconds inside, `10s` or `1h30m` outside. */
export function duration(spec: { default: number; help: string } & Range): Param<number> {
  const accepts = `${formatDuration(spec.min)} to ${formatDuration(spec.max)}`
  return {
    kind: 'duration',
    help: spec.help,
    default: spec.default,
    placeholder: 'time',
    accepts,
    parse(text, flag) {
      const value = parseDuration(text)
      if (!inRange(value, spec)) throw refused(flag, text, `a time from ${accepts}, such as 500ms, 10s or 2h`)
      return Math.round(value)
    },
    format: formatDuration,
  }
}

export function choice<const T extends string>(spec: {
  default: NoInfer<T>
  choices: readonly T[]
  help: string
}): Param<T> {
  const accepts = spec.choices.join(', ')
  return {
    kind: 'choice',
    help: spec.help,
    default: spec.default,
    placeholder: spec.choices.join('|'),
    accepts,
    choices: spec.choices,
    parse(text, flag) {
      const found = spec.choices.find((option) => option === text)
      if (found === undefined) throw refused(flag, text, `one of ${accepts}`)
      return found
    },
    format: String,
  }
}

/** A file name; `-` is standard input. Empty means "not given". */
export function path(spec: { help: string }): Param<string> {
  return {
    kind: 'path',
    help: spec.help,
    default: '',
    placeholder: 'file',
    accepts: 'a file, or - for standard input',
    parse: notEmpty,
    format: String,
  }
}

export function text(spec: { default?: string; help: string; placeholder: string }): Param<string> {
  return {
    kind: 'text',
    help: spec.help,
    default: spec.default ?? '',
    placeholder: spec.placeholder,
    accepts: 'text',
    parse: notEmpty,
    format: String,
  }
}

/** On or off; off unless named. */
export function flag(spec: { help: string }): Param<boolean> {
  return {
    kind: 'flag',
    help: spec.help,
    default: false,
    placeholder: '',
    accepts: 'yes or no',
    parse: (given) => given !== 'no' && given !== 'false',
    format: (value) => (value ? 'yes' : 'no'),
  }
}

export function defaults<Table extends ParamTable>(table: Table): ParamValues<Table> {
  return Object.fromEntries(
    Object.entries(table).map(([name, param]) => [name, param.default]),
  ) as ParamValues<Table>
}

/** `nameColumn` is typed as `--name-column`. */
export function flagName(param: string): string {
  return `--${param.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** The values as JSON: what was asked for, in a form that can be asked for again. */
export function echo(values: Readonly<Record<string, unknown>>): Record<string, Json> {
  return values as Record<string, Json>
}

function inRange(value: number | undefined, range: Range): value is number {
  return value !== undefined && value >= range.min && value <= range.max
}

function notEmpty(given: string, flag: string): string {
  if (given === '') throw refused(flag, given, 'a value that is not empty')
  return given
}

function refused(flag: string, given: string, wanted: string): UsageError {
  return new UsageError(`${flag} does not accept "${given}"`, `give ${wanted}`)
}
