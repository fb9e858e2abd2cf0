import type { Reply } from '../../scenario/event.js'
import { type Fields, fieldsOf, listOf, textOf } from './reply-fields.js'
import { syntaxOf } from './syntax.js'

/** What is known of a command. */
export interface CommandDoc {
  /** In capitals; of a subcommand both words: `CONFIG GET`. */
  name: string
  /** `string`, `sorted-set`, … */
  group: string
  since: string
  /** Where the keys stand: the first, the last (-1: up to the end), and how far apart. All 0 when there are none. */
  keys: readonly [first: number, last: number, step: number]
  /** Of the arguments. */
  syntax: string
  summary: string
}

export type CommandTable = ReadonlyMap<string, CommandDoc>

/** From the replies of COMMAND DOCS and COMMAND. */
export function readDocs(docs: Reply, infos: Reply): CommandDoc[] {
  const keys = keyPositions(infos)
  return [...fieldsOf(docs)].flatMap(([name, doc]) => describe(name, fieldsOf(doc), keys))
}

function describe(name: string, doc: Fields, keys: Map<string, CommandDoc['keys']>): CommandDoc[] {
  const inside = [...fieldsOf(doc.get('subcommands') ?? [])]
  const subcommands = inside.flatMap(([sub, fields]) => describe(sub, fieldsOf(fields), keys))
  const self: CommandDoc = {
    name: name.replace('|', ' ').toUpperCase(),
    group: textOf(doc.get('group')),
    since: textOf(doc.get('since')),
    keys: keys.get(name.toLowerCase()) ?? [0, 0, 0],
    syntax: syntaxOf(doc.get('arguments') ?? []),
    summary: textOf(doc.get('summary')),
  }
  return inside.length > 0 ? subcommands : [self]
}

/** COMMAND: name, arity, flags, first key, last key, step, …, and subcommands in the same form as the tenth. */
function keyPositions(infos: Reply): Map<string, CommandDoc['keys']> {
  const found = new Map<string, CommandDoc['keys']>()
  const add = (info: Reply) => {
    if (!Array.isArray(info)) return
    found.set(textOf(info[0]).toLowerCase(), [Number(info[3]), Number(info[4]), Number(info[5])])
    listOf(info[9]).forEach(add)
  }
  listOf(infos).forEach(add)
  return found
}

const SEPARATOR = '\t'

/** The table that `npm run commands` writes: one line a command. */
export function readTable(text: string): CommandTable {
  const docs = text.trimEnd().split('\n').map(readLine)
  return tableOf(docs)
}

export function tableOf(docs: readonly CommandDoc[]): CommandTable {
  return new Map(docs.map((doc) => [doc.name, doc]))
}

function readLine(line: string): CommandDoc {
  const [name = '', group = '', since = '', keys = '', syntax = '', summary = ''] = line.split(SEPARATOR)
  const [first = 0, last = 0, step = 0] = keys.split(' ').map(Number)
  return { name, group, since, keys: [first, last, step], syntax, summary }
}
