import { describe, expect, it } from 'vitest'
import {
  CombinedLimiter,
  FixedWindow,
  Gcra,
  SlidingWindowCounter,
  SlidingWindowLog,
  TokenBucket,
} from '../../../src/patterns/ratelimit/index.js'

const none = undefined as never
const window = { name: 'api', limit: 10, windowMs: 1000 }
const limiter = new FixedWindow(none, window)

describe('misuse of a limiter', () => {
  it.each([
    ['', "an id must be text or a Buffer, and not empty; got ''"],
    [Buffer.alloc(0), 'not empty; got object'],
    [undefined as never, 'got undefined'],
    [7 as never, 'got number'],
  ])('refuses %o as an id', async (id, message) => {
    for (const call of [() => limiter.take(id), () => limiter.peek(id), () => limiter.reset(id)]) {
      await expect(call()).rejects.toThrow(TypeError)
      await expect(call()).rejects.toThrow(message)
    }
  })

  it.each([0, -1, 1.5, Number.NaN, '2' as never])('refuses %s as a cost', async (cost) => {
    await expect(limiter.take('ada', { cost })).rejects.toThrow('the cost must be a whole number, 1 or more')
    await expect(limiter.peek('ada', { cost })).rejects.toThrow(TypeError)
  })
})

describe('the options of a limiter', () => {
  it.each([
    [() => new FixedWindow(none, { ...window, name: '' }), 'name must be text'],
    [() => new FixedWindow(none, { ...window, name: 'a}' }), 'name must be text'],
    [() => new FixedWindow(none, { ...window, prefix: '{' }), 'prefix must be text'],
    [() => new FixedWindow(none, { ...window, limit: 0 }), 'limit must be a whole number'],
    [() => new SlidingWindowLog(none, { ...window, limit: 1.5 }), 'limit must be a whole number'],
    [() => new SlidingWindowCounter(none, { ...window, windowMs: 0 }), 'windowMs must be a whole number'],
    [() => new FixedWindow(none, { ...window, windowMs: 1e15 }), 'windowMs must be a whole number'],
    [() => new SlidingWindowCounter(none, { ...window, limit: 2 ** 50 }), 'too large to be counted exactly'],
    [() => new Gcra(none, { ...window, burst: 0 }), 'burst must be a whole number'],
    [() => new Gcra(none, { ...window, limit: 123_457, windowMs: 86_400_000 }), 'a rate in rounder numbers'],
    [() => new TokenBucket(none, { name: 'a', capacity: 0, refill: 1, refillMs: 1 }), 'capacity must be'],
    [() => new TokenBucket(none, { name: 'a', capacity: 1, refill: 0, refillMs: 1 }), 'refill must be'],
    [() => new TokenBucket(none, { name: 'a', capacity: 1, refill: 1, refillMs: 0 }), 'refillMs must be'],
    [
      () => new FixedWindow(none, { ...window, whenUnavailable: 'wait' as never }),
      "'throw' or 'allow' or 'deny'",
    ],
  ])('are checked: %s', (make, message) => {
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})

describe('several limits', () => {
  const other = new Gcra(none, { ...window, name: 'other' })

  it.each([
    ['none', [], 'at least one limiter'],
    ['the same key twice', [limiter, new Gcra(none, window)], 'different keys'],
    ['two clients', [limiter, new Gcra({} as never, { ...window, name: 'b' })], 'share a client and a clock'],
    ['two clocks', [limiter, new Gcra(none, { ...window, name: 'b', now: () => 1 })], 'share a client'],
  ])('refuse %s', (_, limiters, message) => {
    expect(() => new CombinedLimiter(limiters)).toThrow(TypeError)
    expect(() => new CombinedLimiter(limiters)).toThrow(message)
  })

  it('have one policy each', () => {
    expect(new CombinedLimiter([limiter, other]).policies).toEqual([
      { name: 'api', limit: 10, windowMs: 1000 },
      { name: 'other', limit: 10, windowMs: 1000 },
    ])
  })
})
