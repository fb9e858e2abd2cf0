import { connectToCluster } from './connect.js'
import { startEmbeddedCluster } from './embedded/cluster.js'
import { VERSION } from './embedded/version.js'
import type { Engine } from './engine.js'
import { openInProcess } from './in-process.js'
import { LiveEngine } from './live.js'
import { loopbackTarget } from './target.js'

/** A cluster that needs nothing installed: to show what a cluster refuses, not to hold data. */
export async function openInProcessCluster(): Promise<Engine> {
  const { ports, close } = await startEmbeddedCluster()
  const target = loopbackTarget(ports[0] as number)
  const facts = { product: 'js-redis-server', version: VERSION, lacks: [], another: openInProcess }
  const pilot = await connectToCluster(target, 'pilot')
  return new LiveEngine(
    { ...facts, kind: 'embedded', owned: true, cluster: true, target, stop: close },
    pilot,
  )
}
