import type { TestProject } from 'vitest/node'
import { redisServerPath } from './servers.js'
import { startClusterBroker } from './shared-cluster.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for the cluster that all share. */
    clusterBrokerPort: number
  }
}

/** Runs once before all tests: what cannot be tested here is said, and not only counted. */
export default async function announce(project: TestProject): Promise<() => Promise<void>> {
  const server = redisServerPath()
  console.log(
    server === undefined
      ? 'no redis-server or valkey-server on the PATH: tests on a genuine server and on a cluster are skipped'
      : `tests run on the embedded engine, on ${server}, and on clusters of it`,
  )
  const broker = await startClusterBroker()
  project.provide('clusterBrokerPort', broker.port)
  return () => broker.close()
}
