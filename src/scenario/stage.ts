import type { Connection, Engine } from '../engine/engine.js'
import { Actors } from './actors.js'
import { Belongings } from './belongings.js'
import { holdExpiry, virtualClock } from './clock.js'
import type { Stage } from './define.js'
import { viewKey } from './key-view.js'
import { claimNamespace, Namespace } from './namespace.js'
import { seededRng } from './rng.js'
import { loadScripts } from './scripts.js'
import { openStageServer } from './servers.js'
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
    actor: (name) => actors.connection(name),
    cut: (name) => actors.cut(name),
    server: (name) => openStageServer(name, { engine, trace, use: belongings.use }),
    sent: () => trace.sent,
    recordReplies: (script, how) => trace.recordReplies(script, how),
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
    holdExpiry: (agoMs) => holdExpiry(janitor, namespace.keys(), agoMs),
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
  await belongings.end()
}
