import { accessSync, constants, statSync } from 'node:fs'
import { platform } from 'node:os'
import { delimiter, join } from 'node:path'
import type { EngineChoice } from './engine.js'

type Env = EngineChoice['env']

const NAMES = ['redis-server', 'valkey-server']

/** The first server program on the PATH. Names win over folders: any Redis before any Valkey. */
export function serverOnPath(env: Env): string | undefined {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '')
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, program(name)))).find(isProgram)
}

export function program(name: string): string {
  return platform() === 'win32' ? `${name}.exe` : name
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
