import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

// The server reads the same clock as this test, so a second passes at once.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())
const passASecond = () => vi.setSystemTime(Date.now() + 1000)

it('A transaction fails when a watched key has expired', async () => {
  const client = await redis.open()
  await client.ask('SET', 'key', 'value', 'PX', 1000)
  await client.ask('WATCH', 'key')
  passASecond()
  await client.ask('MULTI')
  await client.ask('PING')
  expect(await client.ask('EXEC')).toBe('*-1')
})

it('A key that had expired before it was watched is simply not there', async () => {
  const client = await redis.open()
  await client.ask('SET', 'key', 'value', 'PX', 1000)
  passASecond()
  await client.ask('WATCH', 'key')
  await client.ask('MULTI')
  await client.ask('PING')
  expect(await client.ask('EXEC')).toBe('*[+PONG]')
})
