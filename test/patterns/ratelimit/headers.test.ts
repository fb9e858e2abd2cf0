import { describe, expect, it } from 'vitest'
import {
  type CombinedDecision,
  type Decision,
  rateLimitHeaders,
} from '../../../src/patterns/ratelimit/index.js'

const burst = { name: 'burst', limit: 10, windowMs: 1000 }
const daily = { name: 'daily', limit: 1000, windowMs: 86_400_000 }
const allowed: Decision = { allowed: true, limit: 10, remaining: 4, retryAfterMs: 0, resetMs: 601 }
const denied: Decision = { allowed: false, limit: 10, remaining: 0, retryAfterMs: 1001, resetMs: 5000 }

describe('the header fields', () => {
  it('of one limit tell its policy, what is left, and within what time', () => {
    expect(rateLimitHeaders(allowed, burst)).toEqual({
      'RateLimit-Policy': '"burst";q=10;w=1',
      RateLimit: '"burst";r=4;t=1',
    })
  })

  it('of a denial tell when to try again, never too early', () => {
    expect(rateLimitHeaders(denied, burst)).toEqual({
      'RateLimit-Policy': '"burst";q=10;w=1',
      RateLimit: '"burst";r=0;t=2',
      'Retry-After': '2',
    })
  })

  it('of a cost that never fits do not tell when to try again', () => {
    expect(rateLimitHeaders({ ...denied, retryAfterMs: Infinity }, burst)).toEqual({
      'RateLimit-Policy': '"burst";q=10;w=1',
      RateLimit: '"burst";r=0',
    })
  })

  it('of several limits list all policies, and on a denial only the limits that deny', () => {
    const day: Decision = { ...allowed, limit: 1000, remaining: 900, resetMs: 40_000_000 }
    const yes: CombinedDecision = { ...allowed, resetMs: day.resetMs, decisions: [allowed, day] }
    const no: CombinedDecision = { ...denied, resetMs: day.resetMs, decisions: [denied, day] }
    const policies = '"burst";q=10;w=1, "daily";q=1000;w=86400'
    expect(rateLimitHeaders(yes, [burst, daily])).toEqual({
      'RateLimit-Policy': policies,
      RateLimit: '"burst";r=4;t=1, "daily";r=900;t=40000',
    })
    expect(rateLimitHeaders(no, [burst, daily])).toEqual({
      'RateLimit-Policy': policies,
      RateLimit: '"burst";r=0;t=2',
      'Retry-After': '2',
    })
  })

  it('tell what is counted and for whom, when the policy does', () => {
    const policy = { ...burst, quotaUnit: 'content-bytes', partitionKey: Buffer.from('App-999') } as const
    expect(rateLimitHeaders(allowed, policy)).toEqual({
      'RateLimit-Policy': '"burst";q=10;qu="content-bytes";w=1;pk=:QXBwLTk5OQ==:',
      RateLimit: '"burst";r=4;t=1;pk=:QXBwLTk5OQ==:',
    })
  })

  it('tell nothing of a state that is not known', () => {
    const unknown = { ...denied, unavailable: true } as const
    expect(rateLimitHeaders(unknown, burst)).toEqual({
      'RateLimit-Policy': '"burst";q=10;w=1',
      'Retry-After': '2',
    })
  })

  it('escape what a structured field does not take as it is', () => {
    const { RateLimit } = rateLimitHeaders(allowed, { ...burst, name: 'a "b" \\' })
    expect(RateLimit).toBe('"a \\"b\\" \\\\";r=4;t=1')
    expect(() => rateLimitHeaders(allowed, { ...burst, name: 'täglich' })).toThrow('must be printable ASCII')
    expect(() => rateLimitHeaders(allowed, { ...burst, name: 'a\r\nb' })).toThrow(TypeError)
  })

  it('write no number of more than 15 digits', () => {
    const policy = { ...burst, limit: 2 ** 51 }
    expect(rateLimitHeaders({ ...allowed, remaining: 2 ** 51 }, policy)).toEqual({
      'RateLimit-Policy': '"burst";q=999999999999999;w=1',
      RateLimit: '"burst";r=999999999999999;t=1',
    })
  })

  it('need one policy for each decision', () => {
    expect(() => rateLimitHeaders(allowed, [burst, daily])).toThrow(
      'pass one policy for each decision: 1; got 2',
    )
  })
})
