import type { Engine } from '../../engine/engine.js'
import { readReply } from '../../scenario/reply.js'
import { type CommandTable, readDocs, readTable, tableOf } from './command-docs.js'
import bundled from './commands.txt'
import type { Pilot } from './pilot.js'

const WHOLE = { elements: Infinity, characters: Infinity }

/** What the server says of its own commands, modules too; where it says little, what a genuine Redis 7.0 says. */
export async function commandTable({ connection }: Pilot, { kind }: Engine): Promise<CommandTable> {
  const known = readTable(bundled)
  // The embedded engine describes its commands without their options.
  if (kind === 'embedded') return known
  // In capitals the client library leaves the replies as they came.
  const asked = ['DOCS', undefined].map((word) => connection.call('COMMAND', ...(word ? [word] : [])))
  const [docs, infos] = await Promise.all(asked).catch(() => [])
  const own = readDocs(readReply(docs, WHOLE), readReply(infos, WHOLE))
  return own.length > 0 ? tableOf(own) : known
}
