import { installedServer } from './cache.js'
import { type EngineChoice, EngineChoiceError } from './engine.js'
import { serverOnPath } from './locate.js'
import { parseUrl, type Target } from './target.js'

/** Something to open. */
export type Candidate =
  | { kind: 'url'; target: Target }
  | { kind: 'server'; binary: string }
  | { kind: 'embedded' }

/** What there is, in the order in which `auto` prefers it. */
export interface Sources {
  url: Candidate | undefined
  path: Candidate | undefined
  installed: Candidate | undefined
  embedded: Candidate
}

/** @throws {EngineChoiceError} when the URL cannot be read. */
export function findSources({ engine, url, env }: EngineChoice): Sources {
  return {
    url: urlOf(url, engine === 'auto' ? env.REDIS_URL : undefined),
    path: server(serverOnPath(env)),
    installed: server(installedServer(env)),
    embedded: { kind: 'embedded' },
  }
}

/** Those that the choice allows. The first one is to be used. */
export function allowed({ url, path, installed, embedded }: Sources, choice: EngineChoice): Candidate[] {
  if (choice.url !== undefined && choice.engine !== 'auto') {
    throw new EngineChoiceError(
      `--url and --engine ${choice.engine} contradict each other`,
      'give one of them',
    )
  }
  const ranked: Record<EngineChoice['engine'], (Candidate | undefined)[]> = {
    auto: [url, path, installed, embedded],
    server: [path, installed],
    embedded: [embedded],
  }
  return ranked[choice.engine].filter((candidate) => candidate !== undefined)
}

function urlOf(flag: string | undefined, environment: string | undefined): Candidate | undefined {
  if (flag !== undefined) return { kind: 'url', target: parseUrl(flag, '--url') }
  return environment ? { kind: 'url', target: parseUrl(environment, 'REDIS_URL') } : undefined
}

function server(binary: string | undefined): Candidate | undefined {
  return binary === undefined ? undefined : { kind: 'server', binary }
}
