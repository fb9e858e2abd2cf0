import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

/** Declarations of the library, in dist/types. */
export async function emitTypes() {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json')
  const tsc = path.join(path.dirname(typescript), 'bin/tsc')
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.types.json'])
}
