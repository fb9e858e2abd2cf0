import type { Connection, Engine } from '../engine/engine.js'
import { Actors } from './actors.js'
import type { Belongings } from './belongings.js'
import type { StageServer } from './define.js'
import { viewKey } from './key-view.js'
import { loadScripts } from './scripts.js'
import type { Trace } from './trace.js'

interface Surroundings {
  engine: Pick<Engine, 'another'>
  trace: Pick<Trace, 'tap'>
  use: Belongings['use']
}

/** A server as it runs: a new one after each start, with nothing of the one before. */
interface Running {
  engine: Engine
  actors: Actors
  observer: Connection
}

/** Starts a server for a scene, which ends with the scene at the latest. */
export async function openStageServer(
  name: string,
  { engine, trace, use }: Surroundings,
): Promise<StageServer> {
  let now = await start()
  let stopped: Promise<void> | undefined

  async function start(): Promise<Running> {
    const starting = engine.another()
    // At once: the run may be stopped while the server still starts.
    use({ close: async () => (await starting).close() })
    const started = await starting
    const observer = await started.connect('observer')
    await loadScripts(observer)
    return { engine: started, actors: new Actors(started, labelled(trace, name)), observer }
  }
  const { product, version, kind } = now.engine
  return {
    name,
    facts: { kind, product, version, cluster: false },
    actor: (actor) => now.actors.connection(actor),
    stop: () => (stopped ??= now.engine.close()),
    async restart() {
      await (stopped ?? now.engine.close())
      now = await start()
      stopped = undefined
    },
    look: async (key) => (stopped === undefined ? viewKey(now.observer, key, false) : undefined),
  }
}

/** The wire says who speaks to which server: `app-1@s2`. */
function labelled(trace: Surroundings['trace'], server: string): Surroundings['trace'] {
  return {
    tap: (actor, connection, options) =>
      trace.tap(`${actor}@${server}`, connection, { ...options, cluster: false }),
  }
}
