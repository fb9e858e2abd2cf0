import type { Candidate } from './candidates.js'
import { type Engine, type EngineChoice, EngineError } from './engine.js'

/** What came of it: nothing was opened when there is no engine. */
export interface Attempt {
  engine?: Engine
  candidate?: Candidate
  /** Those that were tried first, and why they cannot be used. */
  failures: { candidate: Candidate; error: EngineError }[]
}

/** Opens the first candidate that can be. After a URL nothing else is tried: somebody meant it. */
export async function openFirst(candidates: readonly Candidate[], choice: EngineChoice): Promise<Attempt> {
  const failures: Attempt['failures'] = []
  for (const candidate of candidates) {
    try {
      return { engine: await open(candidate, choice), candidate, failures }
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      failures.push({ candidate, error })
      if (candidate.kind === 'url') break
    }
  }
  return { failures }
}

/** Why nothing was opened. */
export function reasonFor({ failures }: Attempt): EngineError {
  return failures.at(-1)?.error ?? noServer()
}

/** Each import loads what one engine needs, and no other. */
async function open(candidate: Candidate, { env }: EngineChoice): Promise<Engine> {
  switch (candidate.kind) {
    case 'url':
      return (await import('./external.js')).openExternal(candidate.target)
    case 'server':
      return (await import('./server.js')).openServer(candidate.binary, env)
    case 'embedded':
      return (await import('./in-process.js')).openInProcess()
  }
}

function noServer(): EngineError {
  return new EngineError(
    'no redis-server or valkey-server was found on the PATH',
    'install one, or build one with: redis-patterns engine install',
  )
}
