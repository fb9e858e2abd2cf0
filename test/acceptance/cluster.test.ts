import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registry } from '../../src/commands/index.js'
import type { Event } from '../../src/scenario/event.js'
import { eventsOf } from '../support/cli.js'
import { runProgram } from '../support/program.js'
import { redisServerPath, startCluster } from '../support/servers.js'

const noServer = redisServerPath() === undefined
const skipped = noServer ? ' (skipped: no redis-server on the PATH)' : ''

describe.skipIf(noServer)(`on a cluster${skipped}`, () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.close())

  async function play(name: string): Promise<Event[]> {
    const { host, port } = cluster.nodes[0]!
    const { code, stdout, stderr } = await runProgram([name, '--json', '--url', `redis://${host}:${port}`])
    const events = eventsOf(stdout)
    const failed = events.filter((event) => event.type === 'verdict' && !event.holds)
    expect([code, stderr, failed]).toEqual([0, '', []])
    return events
  }

  test.each(registry.map((entry) => entry.name))('%s holds every verdict and leaves no key', async (name) => {
    const events = await play(name)
    expect(events[0]).toMatchObject({ engine: { kind: 'external', cluster: true } })
    for (const node of cluster.nodes) {
      const redis = new Redis(node)
      expect(await redis.keys('*')).toEqual([])
      redis.disconnect()
    }
  })

  test('the wire shows the slots, and keys that belong together share one', async () => {
    const events = await play('leaderboard')
    const slots = new Set(events.flatMap((event) => (event.type === 'wire' ? [event.slot] : [])))
    expect(slots.size).toBeGreaterThan(3)
    // All days of one board, and their sum, lie in one slot.
    const days = events
      .flatMap((event) => (event.type === 'state' ? event.keys : []))
      .filter(({ key }) => key.includes('{arena}'))
    expect(new Set(days.map(({ slot }) => slot)).size).toBe(1)
  })
})
