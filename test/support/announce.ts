import { redisServerPath } from './servers.js'

/** Runs once before all tests: what cannot be tested here is said, and not only counted. */
export default function announce(): void {
  const server = redisServerPath()
  console.log(
    server === undefined
      ? 'no redis-server or valkey-server on the PATH: tests on a genuine server and on a cluster are skipped'
      : `tests run on the embedded engine, on ${server}, and on clusters of it`,
  )
}
