import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

it.each([
  ['ZADD', ['ZUNIONSTORE', 'to', 1, 'from']],
  ['ZADD', ['ZINTERSTORE', 'to', 1, 'from']],
  ['ZADD', ['ZDIFFSTORE', 'to', 1, 'from']],
  ['SADD', ['SUNIONSTORE', 'to', 'from']],
  ['SADD', ['SINTERSTORE', 'to', 'from']],
  ['SADD', ['SDIFFSTORE', 'to', 'from']],
] as const)('%s, %s: the result replaces a key of any type and does not expire', async (add, store) => {
  await redis.ask(...(add === 'ZADD' ? [add, 'from', 1, 'm'] : [add, 'from', 'm']))
  for (const old of ['text', 'other text']) {
    await redis.ask('SET', 'to', old, 'EX', 100)
    expect(await redis.ask(...store)).toBe(':1')
    expect(await redis.ask('TTL', 'to')).toBe(':-1')
  }
})

it('A board may be merged onto itself', async () => {
  await redis.ask('ZADD', 'week', 1, 'ann')
  await redis.ask('ZADD', 'today', 2, 'ann')
  expect(await redis.ask('ZUNIONSTORE', 'week', 2, 'week', 'today')).toBe(':1')
  expect(await redis.ask('ZSCORE', 'week', 'ann')).toBe('"3"')
})
