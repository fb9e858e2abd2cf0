import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../../src/engine/embedded/index.js'
import type { EmbeddedServer } from '../../../src/engine/embedded/index.js'
import { known } from './known.js'
import { play } from './play.js'
import { realVersion, startRealRedis } from './real-redis.js'
import type { RealRedis } from './real-redis.js'
import { script } from './script.js'
import type { Group } from './step.js'

const version = realVersion()
// Other versions of Redis differ from each other in details; 7.0 is the one that the in-process engine imitates.
const comparable = version?.startsWith('7.0.') ?? false
const reason = version ? `redis-server here is ${version}, not 7.0` : 'no redis-server on the PATH'

describe.skipIf(!comparable)(
  `The in-process engine and redis-server${comparable ? '' : ` (skipped: ${reason})`}`,
  () => {
    let embedded: EmbeddedServer
    let real: RealRedis
    beforeAll(async () => {
      embedded = await startEmbedded()
      real = await startRealRedis()
    })
    afterAll(async () => {
      await embedded.close()
      await real.close()
    })

    const differences = async (group: Group) => {
      const ours = await play({ host: '127.0.0.1', port: embedded.port }, group)
      const theirs = await play({ path: real.path }, group)
      return theirs
        .map(({ title, reply }, index) => ({ title, real: reply, embedded: ours[index]?.reply }))
        .filter((pair) => pair.real !== pair.embedded)
    }

    it.each(script)('answer $name alike, but for the differences in the table', async (group) => {
      const listed = Object.keys(known[group.name] ?? {})
      const found = await differences(group)
      const titles = found.map(({ title }) => title)
      expect(found.filter(({ title }) => !listed.includes(title))).toEqual([])
      expect({ nowEqual: listed.filter((title) => !titles.includes(title)) }).toEqual({ nowEqual: [] })
    })
  },
)

it('The table of known differences names groups of the script', () => {
  expect(Object.keys(known).filter((name) => !script.some((group) => group.name === name))).toEqual([])
})
