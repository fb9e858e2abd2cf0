import { expect, it, vi } from 'vitest'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

it.each(['end', 'destroy', 'resetAndDestroy'] as const)(
  'An element pushed after a blocked client left by %s is kept',
  async (leave) => {
    const worker = await redis.block('BLPOP', 'queue', 0)
    worker.socket[leave]()
    await vi.waitUntil(async () => (await redis.others()) === 0)
    expect(await redis.ask('RPUSH', 'queue', 'job')).toBe(':1')
    expect(await redis.ask('LPOP', 'queue')).toBe('"job"')
  },
)

it('An element goes to the next worker when the first one left', async () => {
  const gone = await redis.block('BLPOP', 'queue', 0)
  const next = await redis.block('BLPOP', 'queue', 0)
  await gone.close()
  await vi.waitUntil(async () => (await redis.others()) === 1)
  await redis.ask('RPUSH', 'queue', 'job')
  expect(await next.reply()).toBe('*["queue" "job"]')
})

it('A client that hangs up behind its last commands gets all replies', async () => {
  const client = await redis.open()
  for (let i = 1; i <= 2000; i += 1) client.send('INCR', 'n')
  client.socket.end()
  for (let i = 1; i < 2000; i += 1) await client.reply()
  expect(await client.reply()).toBe(':2000')
  await client.closed
})

it('A client that hangs up behind a command that then blocks is let go', async () => {
  const client = await redis.open()
  client.send('BLPOP', 'queue', 0)
  client.socket.end()
  await client.closed
  expect(await redis.ask('RPUSH', 'queue', 'job')).toBe(':1')
  expect(await redis.ask('LLEN', 'queue')).toBe(':1')
})

it('The replies of a pipeline travel together', async () => {
  const client = await redis.open()
  let chunks = 0
  client.socket.on('data', () => (chunks += 1))
  client.socket.cork()
  for (let i = 0; i < 100; i += 1) client.send('PING')
  client.socket.uncork()
  for (let i = 0; i < 100; i += 1) await client.reply()
  expect(chunks).toBeLessThan(10)
})

it('A client that does not read its replies is not answered without end', async () => {
  const client = await redis.open()
  await client.ask('SET', 'big', Buffer.alloc(1024 * 1024))
  client.socket.pause()
  for (let i = 0; i < 50; i += 1) client.send('GET', 'big')
  expect(await redis.ask('PING')).toBe('+PONG')
  client.socket.resume()
  for (let i = 0; i < 50; i += 1) expect((await client.reply()).length).toBeGreaterThan(1024 * 1024)
})
