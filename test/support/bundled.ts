import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { bundle } from '../../scripts/build/rolldown.js'

export interface Bundled {
  /** To be run by `node`. */
  program: string
  remove(): Promise<void>
}

/** A TypeScript file as a program of its own, bundled as the build does it, far from any node_modules. */
export async function bundled(entry: string): Promise<Bundled> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-patterns-bundle-'))
  await bundle({ input: entry }, { dir: folder })
  const program = join(folder, basename(entry).replace(/\.ts$/, '.js'))
  return { program, remove: () => rm(folder, { recursive: true }) }
}
