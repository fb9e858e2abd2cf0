import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

/** The declarations of the library, in types. @param {string} folder */
export async function emitTypes(folder) {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json')
  const tsc = path.join(path.dirname(typescript), 'bin/tsc')
  const args = ['-p', 'tsconfig.types.json', '--outDir', path.join(folder, 'types')]
  await promisify(execFile)(process.execPath, [tsc, ...args])
}
