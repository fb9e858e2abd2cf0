import { quoteArgument } from '../../render/redis-cli.js'
import type { CommandDoc, CommandTable } from './command-docs.js'
import { docOf } from './explain.js'
import { commandOf } from './lines.js'
import type { Pilot } from './pilot.js'
import { splitLine } from '../../scenario/split-line.js'

/** What may stand where the cursor is. */
export interface Wanted {
  /** What is typed of it. */
  typed: string
  /** Words that fit. */
  words: string[]
  /** Names of keys fit, too. */
  keys: boolean
}

/** Words of the prompt itself, and what follows them. */
export type DotWords = Readonly<Record<string, readonly string[]>>

const MOST_KEYS = 100

/** What a line can be completed with, and what of it is typed. Keys are asked of the server. */
export async function completed(
  line: string,
  dots: DotWords,
  { table, pilot }: { table: CommandTable; pilot: Pilot },
): Promise<[found: string[], typed: string]> {
  const { typed, words, keys } = wantedAt(line, table, dots)
  if (!keys) return [words, typed]
  return [plainKeys((await pilot.keys(keysFrom(typed), MOST_KEYS)).keys), typed]
}

export function wantedAt(line: string, table: CommandTable, dots: DotWords): Wanted {
  const { text: command } = commandOf(`${line}|`)
  const before = wordsOf(command.slice(0, -1))
  // A quote that is open belongs to the word that is being typed.
  const typed = /\S*$/.exec(line)?.[0] ?? ''
  const done = typed === '' ? before : before.slice(0, -1)
  if ((done[0] ?? typed).startsWith('.'))
    return { typed, words: fitting(dotWords(done, dots, table), typed), keys: false }
  if (done.length === 0) return { typed, words: fitting(firstWords(table), typed), keys: false }
  const doc = docOf(done, table)
  if (doc === undefined) return { typed, words: fitting(subcommands(done, table), typed), keys: false }
  if (isKey(doc, done.length)) return { typed, words: [], keys: true }
  return { typed, words: fitting(tokensOf(doc), typed), keys: false }
}

function wordsOf(command: string): string[] {
  const split = splitLine(command)
  return 'words' in split ? split.words.map(String) : command.split(/\s+/)
}

function dotWords([dot]: string[], dots: DotWords, table: CommandTable): string[] {
  if (dot === undefined) return Object.keys(dots).map((name) => `.${name}`)
  return dot === '.help' ? firstWords(table) : [...(dots[dot.slice(1)] ?? [])]
}

function firstWords(table: CommandTable): string[] {
  return [...new Set([...table.keys()].map((name) => name.split(' ')[0] ?? ''))]
}

function subcommands(done: string[], table: CommandTable): string[] {
  if (done.length !== 1) return []
  const group = `${done[0]?.toUpperCase()} `
  return [...table.keys()].filter((name) => name.startsWith(group)).map((name) => name.slice(group.length))
}

function isKey({ keys: [first, last, step] }: CommandDoc, at: number): boolean {
  if (first === 0 || at < first || (at - first) % step !== 0) return false
  return last < 0 || at <= last
}

/** The words of a syntax that are typed as they stand. */
export function tokensOf({ syntax }: CommandDoc): string[] {
  return [...new Set(syntax.match(/(?<![\w-])[A-Z][A-Z]+(?![\w-])/g))]
}

/** In the letters of whoever types: `ge` becomes `get`. */
function fitting(words: readonly string[], typed: string): string[] {
  const isLower = typed !== '' && typed === typed.toLowerCase()
  const found = words.filter((word) => word.toLowerCase().startsWith(typed.toLowerCase())).toSorted()
  return isLower ? found.map((word) => word.toLowerCase()) : found
}

/** The pattern of all keys that begin so. */
export function keysFrom(typed: string): string {
  return `${typed.replace(/[*?[\]\\^]/g, '\\$&')}*`
}

/** Keys that can be typed without quotes, for only those begin with what is typed. */
export function plainKeys(keys: readonly string[]): string[] {
  return keys.filter((key) => quoteArgument(key) === key)
}
