import { Redis, type RedisOptions } from 'ioredis'
import { Redis as Redis5 } from 'ioredis-5'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Cache, CacheEvent, CacheOptions } from '../../../src/patterns/cache/index.js'
import { type RealServer, startRealServer } from '../../support/servers.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { NEAR, remembers } from './support/near.js'
import { cachesOf } from './support/open.js'

/** What the key of an entry has to be taken out of, and put into again. */
const KEY = 'a%7B{b}:ü 😀'
const ENTRY_END = ':{a%257B%7Bb%7D:ü 😀}'

const ODD = {
  keyPrefix: 'odd:',
  stringNumbers: true,
  enableAutoPipelining: true,
  reconnectOnError: () => true,
} as const satisfies RedisOptions

const open5 = (port: number, options: object) => new Redis5({ port, ...options }) as unknown as Redis

describe.skipIf(!hasRealServer)('a first level on a server that can track', () => {
  let server: RealServer
  let direct: Redis
  let client: Redis
  let name: string
  let told: string[]

  beforeAll(async () => {
    server = await startRealServer()
    direct = new Redis(server.url)
  })
  afterAll(async () => {
    direct.disconnect()
    await server.close()
  })
  beforeEach(() => {
    name = freshName()
    told = []
  })
  afterEach(() => client.disconnect())

  const open = cachesOf(() => client)

  function near(options: Partial<CacheOptions<number>> = {}): Cache<number> {
    const onEvent = (event: CacheEvent) =>
      void (event.type === 'first level' && told.push(event.used ? event.by : 'nothing'))
    return open<number>({ name, ...NEAR, onEvent, ...options })
  }

  /** Resolves when the entry is no longer answered from memory. */
  const reads = (cache: Cache<number>, value: number) =>
    vi.waitFor(async () => expect(await cache.get(KEY, () => value)).toBe(value), 5_000)

  const listeners = async () => {
    const list = (await direct.client('LIST')) as string
    return list.split('\n').filter((line) => / sub=[1-9]/.test(line))
  }

  describe.each<[string, keyPrefix: string, open: (port: number) => Redis]>([
    ['the client as it is', '', (port) => new Redis({ port })],
    ['unusual client options', 'odd:', (port) => new Redis({ port, ...ODD, replyMapping: 'resp3' })],
    ['an older client', '', (port) => open5(port, {})],
    ['an older client with unusual options', 'odd:', (port) => open5(port, ODD)],
  ])('with %s', (_, keyPrefix, openClient) => {
    beforeEach(() => {
      client = openClient(server.port)
    })

    it.each<[what: string, change: (entry: string) => Promise<unknown>]>([
      ['DEL', (entry) => direct.del(entry)],
      ['SET', (entry) => direct.set(entry, 'of another program')],
      ['PEXPIRE', (entry) => direct.pexpire(entry, 1)],
      ['RENAME', (entry) => direct.rename(entry, `${entry}:moved`)],
      ['DEL in a script', (entry) => direct.eval(`redis.call('DEL', KEYS[1])`, 1, entry)],
      ['FLUSHALL', () => direct.flushall()],
    ])('hears of a %s by anybody', async (_what, change) => {
      const cache = near()
      await remembers(cache, KEY, 1)
      await change(keyPrefix + name + ENTRY_END)
      await reads(cache, 2)
      expect(told).toEqual(['tracking'])
    })
  })

  describe('with one client', () => {
    beforeEach(() => {
      client = new Redis(server.url)
    })

    it('hears of an entry that expires before its time', async () => {
      const cache = near()
      await remembers(cache, KEY, 1)
      await direct.pexpire(name + ENTRY_END, 60_000) // Is heard as well.
      await remembers(cache, KEY, 1)
      await direct.call('PEXPIREAT', name + ENTRY_END, 1)
      await reads(cache, 2)
    })

    it('leaves the connection of the caller as it is', async () => {
      await remembers(near(), KEY, 1)
      expect(await client.call('CLIENT', 'TRACKINGINFO')).toEqual(expect.arrayContaining([['off']]))
      expect(await listeners()).toEqual([expect.stringMatching(/ flags=\w*t/)])
    })

    it('forgets all when its connection is killed, and then tracks again', async () => {
      const cache = near()
      await remembers(cache, KEY, 1)
      const entry = name + ENTRY_END
      // In one step, so that it cannot hear of the DEL.
      await direct.multi().call('CLIENT', 'KILL', 'TYPE', 'pubsub').del(entry).exec()
      await vi.waitFor(() => expect(told).toEqual(['tracking', 'nothing', 'tracking']), 5_000)
      await remembers(cache, KEY, 2)
      await direct.del(entry)
      await reads(cache, 3)
    })

    it('tells, and hears, caches that do not track', async () => {
      const [tracks, listens] = [near(), near({ firstLevel: { ...NEAR.firstLevel, tracking: false } })]
      for (const [value, writer] of [tracks, listens].entries()) {
        await writer.set(KEY, value)
        for (const reader of [tracks, listens]) await remembersAtLast(reader, value)
      }
      expect(told.toSorted()).toEqual(['pubsub', 'tracking'])
    })

    /** What was there before may be answered until the news is heard. */
    const remembersAtLast = (cache: Cache<number>, value: number) =>
      vi.waitFor(() => remembers(cache, KEY, value), 5_000)
  })

  describe.each([
    ['may not send CLIENT', ['-client']],
    ['may not send CLIENT TRACKING', ['-client|tracking']],
    ['may not subscribe to the channel of the server', ['resetchannels', '&t-*', '&{t-*']],
  ])('when the user %s', (_, rules) => {
    beforeEach(async () => {
      await direct.call('ACL', 'SETUSER', name, 'on', '>secret', '~*', '&*', '+@all', ...rules)
      client = new Redis({ port: server.port, ...ODD, username: name, password: 'secret' })
    })

    it('hears by pub/sub', async () => {
      const other = open<number>({ name }, client)
      const cache = near()
      await remembers(cache, KEY, 1)
      expect(told).toEqual(['pubsub'])
      expect(await listeners()).toEqual([expect.not.stringMatching(/ flags=\w*t/)])
      await other.set(KEY, 2)
      await reads(cache, 2)
    })
  })
})
