import type { Connection, Engine } from '../engine/engine.js'
import { Actors } from './actors.js'
import { Belongings } from './belongings.js'
import { holdExpiry, virtualClock } from './clock.js'
import type { Stage } from './define.js'
import type { StateEvent } from './event.js'
import { viewKey } from './key-view.js'
import { claimNamespace, Namespace } from './namespace.js'
import { seededRng } from './rng.js'
import { loadScripts } from './scripts.js'
import { openStageServer } from './servers.js'
import { openStageCluster } from './stage-cluster.js'
import { Trace } from './trace.js'

export interface StageOptions {
  engine: Engine
  pattern: string
  seed: number
  params: Record<string, unknown>
  signal: AbortSignal
  open: Stage['open']
}

/** A stage and what the audience does not see of it. */
export interface OpenStage {
  stage: Stage
  trace: Trace
  /** The stage with clock, chance and actors of its own, so that a scenario does not depend on those before it. */
  newScene(): Stage
  /** Closes what the scene uses, and ends its actors. */
  endScene(): Promise<void>
  /** To be done before the first scenario. */
  loadScripts(): Promise<void>
  /** Keeps the run's keys from expiring until the function that is returned is called. */
  holdExpiry(agoMs: number): Promise<() => Promise<void>>
  /** Stops the actors and closes what they use. */
  close(): Promise<void>
  /** Removes every key of the run. To be done after `close`. */
  sweep(): Promise<void>
}

export async function openStage(options: StageOptions): Promise<OpenStage> {
  const { engine, params, signal, open } = options
  const janitor = await engine.connect('janitor')
  const namespace = await takeNamespace(janitor, options)
  const trace = new Trace({ cluster: engine.cluster, onKeys: namespace.track })
  const belongings = new Belongings()
  let actors = new Actors(engine, trace)
  const endScene = async () => {
    await belongings.close()
    await actors.end()
  }
  const newScene = (): Stage => {
    actors = new Actors(engine, trace)
    return { ...stage, ...sceneOf(actors) }
  }
  const sceneOf = (cast: Actors) => ({
    ...castOf(cast),
    rng: seededRng(options.seed),
    clock: virtualClock(janitor, namespace.keys),
  })
  const stage: Stage = {
    params,
    signal,
    open,
    namespace: namespace.prefix,
    engine: { kind: engine.kind, cluster: engine.cluster, lacks: engine.lacks },
    ...sceneOf(actors),
    use: belongings.use,
    cluster: () => openStageCluster(engine, trace, belongings.use),
    server: (name) => openStageServer(name, { engine, trace, use: belongings.use }),
    sent: () => trace.sent,
    recordReplies: (script, how) => trace.recordReplies(script, how),
    state: (title, keys) => stateOf(janitor, title, keys),
  }
  return {
    stage,
    trace,
    newScene,
    endScene,
    loadScripts: () => loadScripts(janitor),
    holdExpiry: (agoMs) => holdExpiry(janitor, namespace.keys(), agoMs),
    async close() {
      // An actor that still writes would leave a key behind.
      await trace.stop()
      await actors.end()
      await belongings.end()
    },
    sweep: () => namespace.remove(janitor),
  }
}

/** A server of our own is empty, so there is nothing to claim against. */
async function takeNamespace(
  janitor: Connection,
  { engine, pattern, seed }: StageOptions,
): Promise<Namespace> {
  const base = `rp:${pattern}:${seed}`
  return engine.owned ? new Namespace(`${base}:`) : await claimNamespace(janitor, base)
}

function castOf(cast: Actors): Pick<Stage, 'actor' | 'cut'> {
  return { actor: (name, options) => cast.connection(name, options), cut: (name) => cast.cut(name) }
}

async function stateOf(janitor: Connection, title: string, keys: readonly string[]): Promise<StateEvent> {
  const views = await Promise.all(keys.map((key) => viewKey(janitor, key, janitor.isCluster)))
  return { type: 'state', title, keys: views }
}
