import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { EngineError } from '../engine.js'

/** Makes a folder and those above it. Node's own recursive way never ends where nothing can be made, as below /proc. */
export async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  await makeFolder(dirname(folder))
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Somebody else was quicker.
    if (error.code !== 'EEXIST') throw cannotMake(folder, error)
  })
}

function cannotMake(folder: string, cause: Error): EngineError {
  const hint = 'set XDG_CACHE_HOME to a folder that can be written'
  return new EngineError(`the folder ${folder} cannot be made: ${cause.message}`, hint, { cause })
}
