import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { eventsOf } from '../support/cli.js'
import { runProgram } from '../support/program.js'
import { redisServerPath, startCluster } from '../support/servers.js'

const noServer = redisServerPath() === undefined
const where = noServer ? 'a cluster (skipped: no redis-server on the PATH)' : 'a cluster'

test.skipIf(noServer)(
  `a run on ${where} shows the slots, holds every verdict and leaves no key`,
  async () => {
    const cluster = await startCluster()
    const { host, port } = cluster.nodes[0]!
    const { code, stdout, stderr } = await runProgram([
      'leaderboard',
      '--json',
      '--url',
      `redis://${host}:${port}`,
    ])
    expect([code, stderr]).toEqual([0, ''])

    const events = eventsOf(stdout)
    expect(events[0]).toMatchObject({ engine: { kind: 'external', cluster: true } })
    const boards = new Set(events.flatMap((event) => (event.type === 'wire' ? [event.slot] : [])))
    expect(boards.size).toBeGreaterThan(3)
    // All days of one board, and their sum, lie in one slot.
    const days = events
      .flatMap((event) => (event.type === 'state' ? event.keys : []))
      .filter(({ key }) => key.includes('{arena}'))
    expect(new Set(days.map(({ slot }) => slot)).size).toBe(1)

    for (const node of cluster.nodes) {
      const redis = new Redis(node)
      expect(await redis.keys('*')).toEqual([])
      redis.disconnect()
    }
    await cluster.close()
  },
)
