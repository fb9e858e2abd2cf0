import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

/** Waits until the key is due by the clock that the server reads too. */
async function pass(deadline: number): Promise<void> {
  while (Date.now() <= deadline) await new Promise(setImmediate)
}

it('A transaction fails when a watched key has expired', async () => {
  const client = await redis.open()
  const deadline = Date.now() + 20
  await client.ask('SET', 'key', 'value', 'PXAT', deadline)
  await client.ask('WATCH', 'key')
  await pass(deadline)
  await client.ask('MULTI')
  await client.ask('PING')
  expect(await client.ask('EXEC')).toBe('*-1')
})

it('A key that had expired before it was watched is simply not there', async () => {
  const client = await redis.open()
  const deadline = Date.now() + 5
  await client.ask('SET', 'key', 'value', 'PXAT', deadline)
  await pass(deadline)
  await client.ask('WATCH', 'key')
  await client.ask('MULTI')
  await client.ask('PING')
  expect(await client.ask('EXEC')).toBe('*[+PONG]')
})
