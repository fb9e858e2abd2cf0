import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

it.each([
  ['SMEMBERS', 's'],
  ['SINTER', 's'],
  ['SUNION', 's'],
  ['SDIFF', 's'],
  ['SPOP', 's', 5],
])('%s answers a set in RESP3 and an array in RESP2', async (...command) => {
  const client = await redis.open()
  await client.ask('SADD', 's', 'only')
  await client.ask('HELLO', 3)
  expect(await client.ask(...command)).toBe('~["only"]')
  await client.ask('HELLO', 2)
  await client.ask('SADD', 's', 'only')
  expect(await client.ask(...command)).toBe('*["only"]')
})

it('SPOP without a count answers a string', async () => {
  await redis.ask('SADD', 's', 'only')
  expect(await redis.ask('SPOP', 's')).toBe('"only"')
})

it('Reading a stream that has nothing new answers a null array', async () => {
  await redis.ask('XGROUP', 'CREATE', 's', 'g', '$', 'MKSTREAM')
  expect(await redis.ask('XREAD', 'STREAMS', 's', 0)).toBe('*-1')
  expect(await redis.ask('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '>')).toBe('*-1')
})

it('The summary of pending entries counts in text', async () => {
  await redis.ask('XGROUP', 'CREATE', 's', 'g', '$', 'MKSTREAM')
  expect(await redis.ask('XPENDING', 's', 'g')).toBe('*[:0 $-1 $-1 *-1]')
  await redis.ask('XADD', 's', '1-1', 'f', 'v')
  await redis.ask('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', 's', '>')
  expect(await redis.ask('XPENDING', 's', 'g')).toBe('*[:1 "1-1" "1-1" *[*["c" "1"]]]')
  expect(await redis.ask('XPENDING', 's', 'g', '-', '+', 9)).toMatch(/^\*\[\*\["1-1" "c" :\d+ :1\]\]$/)
})
