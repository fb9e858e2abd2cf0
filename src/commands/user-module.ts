import { stat } from 'node:fs/promises'
import path from 'node:path'
import { UsageError } from '../scenario/errors.js'

const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']

/** What a person's own file exports. The file and all that it imports by a relative path are read anew each time. */
export async function loadUserModule(file: string, cwd: string): Promise<Record<string, unknown>> {
  const found = path.resolve(cwd, file)
  await refuseWhatIsNoModule(found, file)
  // The compiler takes 40 ms to load: only those who bring a file wait for it.
  const { UserModules } = await import('./user-module/modules.js')
  return await new UserModules(cwd).load(found)
}

async function refuseWhatIsNoModule(found: string, given: string): Promise<void> {
  const stats = await stat(found).catch(() => undefined)
  if (stats === undefined) throw new UsageError(`there is no file ${given}`, 'check the path')
  if (stats.isDirectory()) throw new UsageError(`${given} is a directory`, 'name the file in it')
  if (EXTENSIONS.includes(path.extname(found))) return
  throw new UsageError(
    `${given} is neither TypeScript nor JavaScript`,
    `give a file that ends in ${EXTENSIONS.slice(0, -1).join(', ')} or ${EXTENSIONS.at(-1)}`,
  )
}
