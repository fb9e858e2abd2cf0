import { platform } from 'node:os'
import { within } from './deadline.js'
import { type Engine, EngineError } from './engine.js'
import { freePort } from './free-port.js'
import { TiedInstance } from './tied-instance.js'
import { WatchedInstance } from './watched-instance.js'

const START_TIMEOUT_MS = 10_000

/** Starts the server on loopback, with nothing on disk, and connects to it. It ends with us, however we end. */
export async function openServer(binary: string, env: NodeJS.ProcessEnv): Promise<Engine> {
  const port = await freePort()
  // POSIX has what a tether needs: a shell and inherited pipes.
  const Instance = platform() === 'win32' ? WatchedInstance : TiedInstance
  const instance = new Instance(binary, port, env)
  try {
    // The client library loads while the server starts.
    const [{ openOwned }] = await Promise.all([import('./owned.js'), start(instance, binary)])
    const another = () => openServer(binary, env)
    return await openOwned({ kind: 'server', name: binary, port, another, stop: () => instance.cut() })
  } catch (error) {
    await instance.cut()
    if (error instanceof EngineError) throw error
    if (isPortTaken(error)) return openServer(binary, env)
    throw startFailure(error, instance, binary)
  }
}

function start(instance: TiedInstance | WatchedInstance, binary: string): Promise<unknown> {
  const late = () => new Error(`${binary} was not ready within ${START_TIMEOUT_MS / 1000} s`)
  return within<unknown>(START_TIMEOUT_MS, instance.run(), late)
}

/** Somebody took it since we looked. */
function isPortTaken(error: unknown): boolean {
  return String(error).includes('already in use')
}

function startFailure(cause: unknown, { lastWords }: { lastWords: string }, binary: string): EngineError {
  const reason = lastWords || (cause instanceof Error ? cause.message : String(cause))
  return new EngineError(`${binary} does not start: ${reason}`, 'repair it, or use --engine embedded', {
    cause,
  })
}
