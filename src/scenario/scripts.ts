import type { Cluster, Redis } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import { allScripts } from '../patterns/_kit/script.js'

/** Otherwise the first EVALSHA of a run would show NOSCRIPT on one server and not on another. */
export async function loadScripts(janitor: Connection): Promise<void> {
  const nodes = janitor.isCluster ? (janitor as Cluster).nodes('master') : [janitor as Redis]
  await Promise.all(nodes.flatMap((node) => allScripts().map((script) => node.script('LOAD', script.source))))
}
