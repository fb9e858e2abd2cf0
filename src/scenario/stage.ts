import type { Cluster, Redis } from 'ioredis'
import type { Connection, Engine } from '../engine/engine.js'
import { allScripts } from '../patterns/_kit/script.js'
import { Actors } from './actors.js'
import { Belongings } from './belongings.js'
import { virtualClock } from './clock.js'
import type { Stage } from './define.js'
import { viewKey } from './key-view.js'
import { claimNamespace, Namespace } from './namespace.js'
import { seededRng } from './rng.js'
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
  /** The stage with its clock and its chance set anew, so that a scenario does not depend on those before it. */
  newScene(): Stage
  /** Closes what the scene uses. */
  endScene(): Promise<void>
  /** To be done before the first scenario. */
  loadScripts(): Promise<void>
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
  const actors = new Actors(engine, trace)
  const belongings = new Belongings()
  const scene = () => ({
    rng: seededRng(options.seed),
    clock: virtualClock(janitor, namespace.keys),
  })
  const stage: Stage = {
    params,
    signal,
    open,
    namespace: namespace.prefix,
    engine: { kind: engine.kind, lacks: engine.lacks },
    ...scene(),
    use: belongings.use,
    actor: (name, options) => actors.connection(name, options),
    cut: (name) => actors.cut(name),
    state: async (title, keys) => ({
      type: 'state',
      title,
      keys: await Promise.all(keys.map((key) => viewKey(janitor, key, engine.cluster))),
    }),
  }
  return {
    stage,
    trace,
    newScene: () => ({ ...stage, ...scene() }),
    endScene: () => belongings.close(),
    loadScripts: () => loadScripts(janitor),
    close: () => close(trace, actors, belongings),
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

async function close(trace: Trace, actors: Actors, belongings: Belongings): Promise<void> {
  // An actor that still writes would leave a key behind.
  await trace.stop()
  await actors.end()
  await belongings.close()
}

/** Otherwise the first EVALSHA of a run would show NOSCRIPT on one server and not on another. */
async function loadScripts(janitor: Connection): Promise<void> {
  const nodes = janitor.isCluster ? (janitor as Cluster).nodes('master') : [janitor as Redis]
  await Promise.all(nodes.flatMap((node) => allScripts().map((script) => node.script('LOAD', script.source))))
}
