import { expect, test } from 'vitest'
import { openEngine } from '../../src/engine/index.js'
import { Actors } from '../../src/scenario/actors.js'
import { Trace } from '../../src/scenario/trace.js'
import { redisServerPath, startCluster } from '../support/servers.js'

const noServer = redisServerPath() === undefined
const where = noServer ? 'a cluster (skipped: no redis-server on the PATH)' : 'a cluster'

test.skipIf(noServer)(
  `a connection to ${where} that was cut refuses commands until it is restored`,
  async () => {
    const cluster = await startCluster()
    const { host, port } = cluster.nodes[0]!
    const engine = await openEngine({ engine: 'auto', url: `redis://${host}:${port}`, env: {} })
    const trace = new Trace({ cluster: true, onKeys: () => {} })
    const actors = new Actors(engine, trace)
    const app = await actors.connection('app')
    for (const key of ['a', 'b', 'c']) await app.set(key, 'there') // On all nodes.

    const restore = await actors.cut('app')
    for (const key of ['a', 'b', 'c']) await expect(app.get(key)).rejects.toThrow('Connection is closed.')
    await restore()
    for (const key of ['a', 'b', 'c']) expect(await app.get(key)).toBe('there')
    expect(trace.drain().map(({ command }) => command.slice(0, 2).join(' '))).toEqual(
      ['SET', 'GET', 'GET'].flatMap((name) => ['a', 'b', 'c'].map((key) => `${name} ${key}`)),
    )
    await engine.close()
    await cluster.close()
  },
)
