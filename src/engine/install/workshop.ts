import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { serversFolder } from '../cache.js'
import { makeFolder } from './folder.js'

const PREFIX = '.building-'
const DAY_MS = 86_400_000

/** Beside its destination, so that moving it there is one step. */
export async function openWorkshop(cacheDir: string): Promise<string> {
  const servers = serversFolder(cacheDir)
  await makeFolder(servers)
  await removeAbandoned(servers)
  return mkdtemp(join(servers, PREFIX))
}

/** Of builds that were killed. No build takes a day. */
async function removeAbandoned(servers: string): Promise<void> {
  const names = (await readdir(servers)).filter((name) => name.startsWith(PREFIX))
  for (const folder of names.map((name) => join(servers, name))) {
    const { mtimeMs } = await stat(folder)
    if (Date.now() - mtimeMs > DAY_MS) await rm(folder, { recursive: true, force: true })
  }
}
