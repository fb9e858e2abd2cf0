import type { Cluster } from 'ioredis'
import type { Engine } from '../engine/engine.js'
import { Actors } from './actors.js'
import type { Belongings } from './belongings.js'
import type { StageCluster } from './define.js'
import { loadScripts } from './scripts.js'
import type { Trace } from './trace.js'

/** The run's own cluster, or a small one for a scene, with connections of its own. */
export async function openStageCluster(
  engine: Engine,
  trace: Trace,
  use: Belongings['use'],
): Promise<StageCluster> {
  const cluster = engine.cluster ? engine : await opened(engine, use)
  const janitor = (await cluster.connect('janitor')) as Cluster
  await loadScripts(janitor)
  const actors = new Actors(cluster, {
    tap: (actor, connection, options) => trace.tap(actor, connection, { ...options, cluster: true }),
  })
  use({ close: () => actors.end() })
  return {
    isOurs: cluster !== engine,
    nodes: await nodesOf(janitor),
    actor: (name) => actors.connection(name),
  }
}

async function opened(engine: Engine, use: Belongings['use']): Promise<Engine> {
  const opening = engine.anotherCluster()
  // At once: the run may be stopped while it still starts.
  use({ close: async () => (await opening).close() })
  return opening
}

async function nodesOf(janitor: Cluster): Promise<StageCluster['nodes']> {
  const ranges = (await janitor.cluster('SLOTS')) as [from: number, to: number][]
  return ranges
    .toSorted(([one], [other]) => one - other)
    .map(([from, to], index) => ({ label: `node ${index + 1}`, from, to }))
}
