import { expect, it } from 'vitest'
import { startEmbedded } from '../../../src/engine/embedded/index.js'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

it('The server answers over a socket and names the Redis that it imitates', async () => {
  expect(await redis.ask('PING')).toBe('+PONG')
  expect(await redis.ask('INFO', 'server')).toContain('redis_version:7.0.15')
})

it('Two servers share nothing', async () => {
  const other = await startEmbedded()
  await redis.ask('SET', 'key', 'value')
  expect(other.port).not.toBe(redis.server.port)
  await other.close()
  expect(await redis.ask('GET', 'key')).toBe('"value"')
})

it('Closing ends at once while clients are connected, idle, blocked or subscribed', async () => {
  const clients = await Promise.all([redis.open(), redis.block('BLPOP', 'queue', 0), redis.open()])
  await clients[2].ask('SUBSCRIBE', 'channel')
  await redis.server.close()
  await Promise.all(clients.map((client) => client.closed))
  await expect(redis.server.close()).resolves.toBeUndefined()
})

it('A client that ends its connection with QUIT gets its reply first', async () => {
  const client = await redis.open()
  expect(await client.ask('QUIT')).toBe('+OK')
  await client.closed
})
