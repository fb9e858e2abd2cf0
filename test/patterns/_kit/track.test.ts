import type { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { track } from '../../../src/patterns/_kit/track.js'
import { Gate } from '../support/commands.js'
import { freshName, hasRealServer, openEmbedded } from '../support/servers.js'
import { wayForEach } from '../support/way.js'

const onChanged = () => vi.fn<Parameters<typeof track>[2]>()

/** A connection that may listen, to where a client is connected. */
const another = (redis: Redis) => redis.duplicate({ protocol: 2, retryStrategy: null })

describe.skipIf(!hasRealServer)('a connection that tracks keys', () => {
  const way = wayForEach()
  let connection: Redis
  beforeEach(() => {
    connection = another(way.far)
  })
  afterEach(() => connection.disconnect())

  it('hears of those with the prefix, whoever changes them, byte by byte, and of no others', async () => {
    const heard = onChanged()
    expect(await track(connection, 'users:{', heard)).toBe(true)
    const key = Buffer.concat([
      Buffer.from('users:{'),
      Buffer.from([0, 255, 13, 10]),
      Buffer.alloc(100_000, 1),
    ])
    await way.direct.set(key, 'a')
    await way.direct.mset('users:', 'b', 'posts:{1}', 'c')
    await way.direct.del(key)
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2))
    expect(heard.mock.calls).toEqual([[[key]], [[key]]])
  })

  it('hears that all are gone', async () => {
    const heard = onChanged()
    await track(connection, 'users:{', heard)
    await way.direct.flushall()
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([[null]]))
  })

  it('hears of a key that is evicted', async () => {
    const heard = onChanged()
    await way.direct.set('users:{1}', 'a', 'PX', 60_000)
    await track(connection, 'users:{', heard)
    await way.direct.config('SET', 'maxmemory', 1, 'maxmemory-policy', 'volatile-ttl')
    await way.direct.set('posts:{1}', 'b').catch(() => {}) // It does not fit, either.
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([[[Buffer.from('users:{1}')]]]))
  })

  it('fails when the connection is lost meanwhile', async () => {
    await connection.ping()
    const gate = new Gate(connection, 'subscribe')
    const tracking = track(connection, 'users:{', onChanged()).catch((error: Error) => error.message)
    await gate.waiting(1)
    way.proxy.cut()
    await vi.waitFor(() => expect(connection.status).toBe('end'))
    gate.open()
    expect(await tracking).toContain('closed')
  })
})

it('says no on a server that cannot track, and leaves a connection that can subscribe', async () => {
  const { redis, close } = await openEmbedded()
  const connection = another(redis as Redis)
  expect(await track(connection, 'users:{', onChanged())).toBe(false)
  expect(await connection.subscribe(freshName())).toBe(1)
  connection.disconnect()
  await close()
})
