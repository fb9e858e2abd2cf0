import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes } from '../../../src/patterns/_kit/codec.js'
import { FencedValue, type FencingToken } from '../../../src/patterns/lock/index.js'
import { freshName, onAnyServer, onEveryServer } from '../support/servers.js'
import { freshLock } from './fresh-lock.js'

const fence = (number: number) => number as FencingToken

onEveryServer('the fencing number of a lock', (redis) => {
  const next = async (now: (() => number) | undefined, name: string) => {
    const lock = freshLock(redis(), { name, ...(now && { now }) })
    const lease = await lock.acquire()
    await lease.release()
    return lease.fencingToken
  }

  it('goes up although the last one was lost, as when a replica takes over or the key has expired', async () => {
    const name = freshName()
    const first = await next(undefined, name)
    await redis().del(`{${name}}:fence`)
    expect(await next(undefined, name)).toBeGreaterThan(first)
  })

  it('goes up although the clock is set back', async () => {
    const name = freshName()
    const first = await next(() => 2_000_000, name)
    const second = await next(() => 1_000_000, name)
    expect([first, second]).toEqual([2_000_000_000, 2_000_000_001])
  })

  it('leaves no key for ever', async () => {
    const name = freshName()
    await next(undefined, name)
    const ttlMs = Number(await redis().pttl(`{${name}}:fence`))
    expect(ttlMs).toBeGreaterThan(500_000)
    expect(ttlMs).toBeLessThanOrEqual(600_000)
  })
})

onAnyServer('the fencing number of a lock, whatever happens', (redis) => {
  it('only ever goes up, unless the clock goes back and the last number is lost at the same time', async () => {
    const what = fc.array(
      fc.oneof(
        fc.record({ clockBy: fc.integer({ min: -5_000, max: 5_000 }) }),
        fc.record({ lostAfter: fc.integer({ min: 1, max: 1_000 }) }),
      ),
      { maxLength: 30 },
    )
    const run = async (steps: ({ clockBy: number } | { lostAfter: number })[]) => {
      const clock = { ms: 1_700_000_000_000 }
      const lock = freshLock(redis(), { now: () => clock.ms })
      let last = 0
      for (const step of steps) {
        if ('clockBy' in step) clock.ms += step.clockBy
        else {
          // Lost with its clock at the latest number, or later.
          clock.ms = Math.max(clock.ms, Math.ceil(last / 1_000)) + step.lostAfter
          await redis().del(`${lock.key}:fence`)
        }
        const lease = await lock.acquire()
        expect(lease.fencingToken).toBeGreaterThan(last)
        last = lease.fencingToken
        await lease.release()
      }
    }
    await fc.assert(fc.asyncProperty(what, run), { numRuns: 30 })
  })
})

onEveryServer('a fenced value', (redis) => {
  it('is written by whoever has the largest number, as often as they like, and by nobody else', async () => {
    const value = new FencedValue<string>(redis(), { name: freshName() })
    expect(await value.get()).toBeNull()
    expect(await value.set('a', fence(5))).toBe(true)
    expect(await value.set('b', fence(5))).toBe(true)
    expect(await value.set('late', fence(4))).toBe(false)
    expect(await value.get()).toBe('b')
    expect(await value.set('c', fence(9_007_199_254_740_991))).toBe(true)
    expect(await value.set('late', fence(9_007_199_254_740_990))).toBe(false)
    expect(await value.get()).toBe('c')
  })

  it('holds any bytes', async () => {
    const value = new FencedValue(redis(), { name: freshName(), codec: bytes })
    await value.set(Buffer.from([0, 255, 13, 10]), fence(1))
    expect(await value.get()).toEqual(Buffer.from([0, 255, 13, 10]))
  })
})

describe('a fenced value', () => {
  it.each([Number.NaN, 0.5, '5' as never])('refuses %s as a number', async (number) => {
    const value = new FencedValue({} as never, { name: 'a' })
    await expect(value.set('a', fence(number))).rejects.toThrow(TypeError)
  })
})
