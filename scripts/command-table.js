/**
 * Writes the table of commands that `redis-patterns play` knows where the server has no COMMAND DOCS.
 *
 *   REDIS_URL=redis://localhost:6379 npm run commands   from a genuine server, 7.0 or later
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { bundle } from './build/rolldown.js'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'src/commands/play-prompt')

const { readDocs } = await loadDocs()
const redis = new Redis(process.env.REDIS_URL ?? 'redis://localhost:6379')
// In capitals the client library leaves the replies as they came.
const [docs, infos] = await Promise.all([redis.call('COMMAND', 'DOCS'), redis.call('COMMAND')])
redis.disconnect()
await writeFile(join(FOLDER, 'commands.txt'), tableOf(readDocs(docs, infos)))

/** The same code that reads the docs of a server while the program runs. */
async function loadDocs() {
  const folder = await mkdtemp(join(ROOT, 'dist-table-'))
  try {
    await bundle({ input: { docs: join(FOLDER, 'command-docs.ts') } }, { format: 'esm', dir: folder })
    return await import(pathToFileURL(join(folder, 'docs.js')).href)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** One line a command, in the order of their names. @param {import('../src/commands/play-prompt/command-docs.ts').CommandDoc[]} docs */
function tableOf(docs) {
  const sorted = docs.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const lines = sorted.map(({ name, group, since, keys, syntax, summary }) =>
    [name, group, since, keys.join(' '), syntax, summary].join('\t'),
  )
  return `${lines.join('\n')}\n`
}
