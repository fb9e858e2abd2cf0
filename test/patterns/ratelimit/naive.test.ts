import { expect, it } from 'vitest'
import * as door from '../../../src/patterns/ratelimit/index.js'
import { onAnyServer } from '../support/servers.js'
import { fixed, LIMIT, sliding } from './load.js'

onAnyServer('the naive limiters', (redis) => {
  it.each([
    ['sliding window', sliding.naive],
    ['fixed window', fixed.naive],
  ])('are right as long as one asks after the other, and not too fast: %s', async (_, { make }) => {
    const clock = { ms: Date.UTC(2026, 10, 23) }
    const { take, key } = make(redis(), () => clock.ms++)
    const answers = []
    for (let request = 0; request <= LIMIT; request++) answers.push(await take('ada'))
    expect(answers).toEqual([...Array<boolean>(LIMIT).fill(true), false])
    expect(await redis().ttl(key('ada'))).toBeGreaterThan(50)
  })
})

it('the naive limiters are not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'CombinedLimiter',
    'FixedWindow',
    'Gcra',
    'Limiter',
    'SlidingWindowCounter',
    'SlidingWindowLog',
    'TokenBucket',
    'rateLimitHeaders',
  ])
})
