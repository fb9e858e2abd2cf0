import { readdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { EngineChoice } from './engine.js'
import { isProgram, program } from './locate.js'

type Env = EngineChoice['env']

/** The user's cache folder of this program. It may be deleted at any time. */
export function cacheFolder(env: Env): string {
  return join(cacheHome(env), 'redis-patterns')
}

function cacheHome(env: Env): string {
  const home = env.HOME !== undefined && isAbsolute(env.HOME) ? env.HOME : homedir()
  if (env.XDG_CACHE_HOME !== undefined && isAbsolute(env.XDG_CACHE_HOME)) return env.XDG_CACHE_HOME
  if (platform() === 'darwin') return join(home, 'Library', 'Caches')
  if (platform() === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  return join(home, '.cache')
}

/** Where `engine install` puts its servers, a folder for each version. */
export function serversFolder(cacheDir: string): string {
  return join(cacheDir, 'servers')
}

export function serverPath(cacheDir: string, version: string): string {
  return join(serversFolder(cacheDir), `redis-${version}`, program('redis-server'))
}

/** The newest server that `engine install` has built. */
export function installedServer(env: Env): string | undefined {
  const folder = serversFolder(cacheFolder(env))
  const versions = names(folder).flatMap((name) => /^redis-(\d+\.\d+\.\d+)$/.exec(name)?.slice(1) ?? [])
  const paths = versions.sort(newestFirst).map((version) => serverPath(cacheFolder(env), version))
  return paths.find(isProgram)
}

/** The language's own collator takes 5 ms to load. */
function newestFirst(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  const index = left.findIndex((number, at) => number !== right[at])
  return index < 0 ? 0 : (right[index] ?? 0) - (left[index] ?? 0)
}

function numbers(version: string): number[] {
  return version.split('.').map(Number)
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // Nothing was ever installed.
  }
}
