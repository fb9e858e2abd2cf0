import { type Candidate, candidates } from './candidates.js'
import { type Engine, type EngineChoice, EngineError } from './engine.js'

/**
 * Opens the engine that was chosen. Only the chosen one is loaded. With `auto`, a server program that does not start
 * is passed over with a warning; a URL never is, since somebody meant it.
 */
export async function openEngine(choice: EngineChoice): Promise<Engine> {
  const [first, ...others] = candidates(choice)
  if (first === undefined) throw noServer()
  return open(first, others, choice)
}

async function open(candidate: Candidate, others: Candidate[], choice: EngineChoice): Promise<Engine> {
  switch (candidate.kind) {
    case 'url':
      return (await import('./external.js')).openExternal(candidate.target)
    case 'embedded':
      return (await import('./in-process.js')).openInProcess()
    case 'server':
      return openServer(candidate.binary, others, choice)
  }
}

async function openServer(
  binary: string,
  [next, ...rest]: Candidate[],
  choice: EngineChoice,
): Promise<Engine> {
  const server = await import('./server.js')
  try {
    return await server.openServer(binary, choice.env)
  } catch (error) {
    if (next === undefined || !(error instanceof EngineError)) throw error
    return withWarning(await open(next, rest, choice), error.message)
  }
}

function withWarning(engine: Engine, warning: string): Engine {
  const before = engine.warning === undefined ? '' : `; ${engine.warning}`
  return Object.assign(engine, { warning: `${warning}${before}` })
}

function noServer(): EngineError {
  return new EngineError(
    'no redis-server or valkey-server was found on the PATH',
    'install one, or build one with: redis-patterns engine install',
  )
}
