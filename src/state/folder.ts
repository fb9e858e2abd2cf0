import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

export interface Place {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
}

/** Where this program remembers what a person has done: it should outlive a cache, and holds no settings. */
export function stateFolder(place: Place): string {
  return join(stateHome(place), 'redis-patterns')
}

function stateHome({ env, platform }: Place): string {
  const home = env.HOME !== undefined && isAbsolute(env.HOME) ? env.HOME : homedir()
  if (env.XDG_STATE_HOME !== undefined && isAbsolute(env.XDG_STATE_HOME)) return env.XDG_STATE_HOME
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  return join(home, '.local', 'state')
}
