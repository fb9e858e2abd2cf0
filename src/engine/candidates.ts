import { installedServer } from './cache.js'
import { type EngineChoice, EngineChoiceError } from './engine.js'
import { serverOnPath } from './locate.js'
import { parseUrl, type Target } from './target.js'

/** What can be opened, in the order in which `auto` prefers it. */
export type Candidate =
  | { kind: 'url'; from: '--url' | 'REDIS_URL'; target: Target }
  | { kind: 'server'; from: 'PATH' | 'engine install'; binary: string }
  | { kind: 'embedded' }

/** Everything that this choice allows and that is there. The first one is to be used. */
export function candidates(choice: EngineChoice): Candidate[] {
  const { engine, url } = choice
  if (url !== undefined && engine !== 'auto') {
    throw new EngineChoiceError(`--url and --engine ${engine} contradict each other`, 'give one of them')
  }
  if (engine === 'embedded') return [{ kind: 'embedded' }]
  if (engine === 'server') return servers(choice)
  return [...urls(choice), ...servers(choice), { kind: 'embedded' }]
}

function urls({ url, env }: EngineChoice): Candidate[] {
  if (url !== undefined) return [{ kind: 'url', from: '--url', target: parseUrl(url, '--url') }]
  if (env.REDIS_URL) return [{ kind: 'url', from: 'REDIS_URL', target: parseUrl(env.REDIS_URL, 'REDIS_URL') }]
  return []
}

function servers({ env }: EngineChoice): Candidate[] {
  const onPath = serverOnPath(env)
  const installed = installedServer(env)
  return [
    ...(onPath === undefined ? [] : [{ kind: 'server', from: 'PATH', binary: onPath } as const]),
    ...(installed === undefined
      ? []
      : [{ kind: 'server', from: 'engine install', binary: installed } as const]),
  ]
}
