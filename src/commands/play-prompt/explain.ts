import type { Reply } from '../../scenario/event.js'
import { nearest } from '../nearest.js'
import type { CommandDoc, CommandTable } from './command-docs.js'
import { isError } from '../../scenario/reply.js'

interface Meaning {
  error: RegExp
  means: string
}

/** One sentence for what the server says, for those who meet it for the first time. */
const MEANINGS: readonly Meaning[] = [
  {
    error: /^WRONGTYPE/,
    means: 'the key holds another type of value than this command works on: TYPE key says which',
  },
  { error: /^NOAUTH/, means: 'the server wants a password before anything else: AUTH [username] password' },
  { error: /^WRONGPASS/, means: 'there is no such user, or this is not the password' },
  { error: /^NOPERM/, means: 'the user of this connection may not do that: ACL WHOAMI says who it is' },
  {
    error: /^NOSCRIPT/,
    means: 'the server has no script of this digest: send it with EVAL once, or SCRIPT LOAD it',
  },
  { error: /^MOVED/, means: 'another node of the cluster holds this key: MOVED names its slot and address' },
  {
    error: /^ASK/,
    means: 'the slot of this key is on its way to another node: ask that one, just this once',
  },
  { error: /^CROSSSLOT/, means: 'one command may touch one slot only: give the keys the same {hash tag}' },
  { error: /^CLUSTERDOWN/, means: 'a slot of the cluster has no server at the moment' },
  {
    error: /^OOM/,
    means: 'the memory limit is reached and nothing may be evicted: see CONFIG GET maxmemory-policy',
  },
  { error: /^READONLY/, means: 'this server is a replica, and takes writes from its primary only' },
  { error: /^EXECABORT/, means: 'a command was refused while it was queued, so that EXEC ran none of them' },
  { error: /^BUSYGROUP/, means: 'the group is there already, so there is nothing to create' },
  {
    error: /^NOGROUP/,
    means: 'the stream or its group is not there yet: XGROUP CREATE key group $ MKSTREAM',
  },
  {
    error: /^BUSY /,
    means: 'a script runs and nothing else can: SCRIPT KILL stops it if it has written nothing',
  },
  { error: /^LOADING/, means: 'the server still reads its data from the disk' },
  {
    error: /^MISCONF/,
    means: 'the server could not save to its disk, and takes no writes until that is mended',
  },
  { error: /EXEC without MULTI/i, means: 'there is no transaction to run: MULTI opens one' },
  { error: /DISCARD without MULTI/i, means: 'there is no transaction to throw away: MULTI opens one' },
  {
    error: /MULTI calls can not be nested/i,
    means: 'this client is in a transaction already: EXEC runs it, DISCARD drops it',
  },
  {
    error: /WATCH inside MULTI/i,
    means: 'WATCH comes before MULTI: it says what must not have changed by EXEC',
  },
  {
    error: /not an integer or out of range/i,
    means: 'a whole number is needed, from -9223372036854775808 to 9223372036854775807',
  },
  { error: /not a valid float/i, means: 'a number is needed, such as 1.5, -2 or inf' },
  {
    error: /increment or decrement would overflow/i,
    means: 'the result would not fit into a 64-bit integer',
  },
  {
    error: /index out of range/i,
    means: 'the list has no element at this place: LLEN says how many there are',
  },
  { error: /no such key/i, means: 'there is no key of this name' },
  { error: /invalid expire time/i, means: 'an expiry must lie in the future' },
  {
    error: /equal or smaller than the target stream top/i,
    means: 'ids of a stream only grow: take *, or one above the last',
  },
]

/** What an error, or a nil that surprises, means; undefined when the reply speaks for itself. */
export function explain(words: readonly string[], reply: Reply, table: CommandTable): string | undefined {
  const name = words[0]?.toUpperCase() ?? ''
  if (reply === null && name === 'EXEC')
    return 'a watched key has changed since WATCH, so none of the commands was run: read again, and try again'
  if (!isError(reply)) return undefined
  if (/unknown (sub)?command/i.test(reply.error)) return unknownCommand(words, table)
  if (/wrong number of arg|syntax error/i.test(reply.error) && !reply.error.startsWith('EXECABORT')) {
    const doc = docOf(words, table)
    return doc && `the syntax is: ${usageOf(doc)}`
  }
  return MEANINGS.find(({ error }) => error.test(reply.error))?.means
}

function unknownCommand(words: readonly string[], table: CommandTable): string | undefined {
  const [name = '', sub = ''] = words.map((word) => word.toUpperCase())
  const names = [...table.keys()]
  const subcommands = names.filter((known) => known.startsWith(`${name} `))
  if (table.has(name) || table.has(`${name} ${sub}`)) return `this server does not have ${name}; others do`
  const guess = subcommands.length > 0 ? nearest(`${name} ${sub}`, subcommands) : nearest(name, names)
  return guess && `did you mean ${guess}?`
}

/** Of a subcommand, where the first two words are one. */
export function docOf(words: readonly string[], table: CommandTable): CommandDoc | undefined {
  const [name = '', sub = ''] = words.map((word) => word.toUpperCase())
  return table.get(`${name} ${sub}`) ?? table.get(name)
}

export function usageOf({ name, syntax }: CommandDoc): string {
  return `${name} ${syntax}`.trimEnd()
}
