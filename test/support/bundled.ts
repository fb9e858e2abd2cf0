import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleProgram } from '../../scripts/build/program.js'

export interface Bundled {
  /** To be run by `node`. */
  program: string
  remove(): Promise<void>
}

/** A TypeScript file as a program of its own, bundled as the build does it, far from any node_modules. */
export async function bundled(entry: string): Promise<Bundled> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-patterns-bundle-'))
  await bundleProgram({ program: entry }, folder)
  return { program: join(folder, 'program.cjs'), remove: () => rm(folder, { recursive: true }) }
}
