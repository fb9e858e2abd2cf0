import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

it.each([
  ['SADD', 's', 'only', 'SPOP'],
  ['SADD', 's', 'only', 'SRANDMEMBER'],
  ['HSET', 's', 'only', 'HRANDFIELD'],
] as const)('A script may draw by chance (%s, %s)', async (add, key, member, draw) => {
  await redis.ask(...[add, key, member, 'value'].slice(0, add === 'HSET' ? 4 : 3))
  expect(await redis.ask('EVAL', `return redis.call('${draw}', KEYS[1])`, 1, key)).toBe('"only"')
})
