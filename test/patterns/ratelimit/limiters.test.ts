import { expect, it } from 'vitest'
import { freshName, onEveryServer } from '../support/servers.js'
import { algorithms } from './algorithms.js'

const SETTING = { limit: 3, windowMs: 86_400_000 }

onEveryServer("a limiter with the server's clock", (redis) => {
  const make = (algorithm: (typeof algorithms)[number], name = freshName()) =>
    algorithm.make(redis(), { name }, SETTING)

  const content = async (key: string) =>
    String(await redis().type(key)) === 'zset' ? redis().zrange(key, 0, '-1', 'WITHSCORES') : redis().get(key)

  it.each(algorithms)('allows up to the limit and denies what is beyond: $title', async (algorithm) => {
    const limiter = make(algorithm)
    expect(await limiter.take('ada')).toMatchObject({
      allowed: true,
      limit: 3,
      remaining: 2,
      retryAfterMs: 0,
    })
    expect(await limiter.take('ada', { cost: 2 })).toMatchObject({ allowed: true, remaining: 0 })
    const denied = await limiter.take('ada')
    expect(denied).toMatchObject({ allowed: false, limit: 3, remaining: 0 })
    expect(denied.retryAfterMs).toBeGreaterThan(0)
    expect(denied.retryAfterMs).toBeLessThanOrEqual(2 * SETTING.windowMs)
    expect(denied.resetMs).toBeGreaterThanOrEqual(denied.retryAfterMs)
  })

  it.each(algorithms)('takes nothing when the whole cost does not fit: $title', async (algorithm) => {
    const limiter = make(algorithm)
    await limiter.take('ada', { cost: 2 })
    expect(await limiter.take('ada', { cost: 2 })).toMatchObject({ allowed: false, remaining: 1 })
    expect(await limiter.take('ada', { cost: 1 })).toMatchObject({ allowed: true, remaining: 0 })
  })

  it.each(algorithms)('says of a cost above the limit that it never fits: $title', async (algorithm) => {
    const limiter = make(algorithm)
    const never = { allowed: false, remaining: 3, retryAfterMs: Infinity }
    expect(await limiter.take('ada', { cost: 4 })).toMatchObject(never)
    expect(await limiter.peek('ada', { cost: 4 })).toMatchObject(never)
    expect(await limiter.take('ada', { cost: 3 })).toMatchObject({ allowed: true })
  })

  it.each(algorithms)(
    'shows with peek what a take would answer, and changes nothing: $title',
    async (algorithm) => {
      const limiter = make(algorithm)
      expect(await limiter.peek('ada')).toEqual({
        allowed: true,
        limit: 3,
        remaining: 3,
        retryAfterMs: 0,
        resetMs: 0,
      })
      expect(Number(await redis().exists(limiter.key('ada')))).toBe(0)
      await limiter.take('ada', { cost: 2 })
      const before = await content(limiter.key('ada'))
      expect(await limiter.peek('ada')).toMatchObject({ allowed: true, remaining: 1 })
      expect(await limiter.peek('ada', { cost: 2 })).toMatchObject({ allowed: false, remaining: 1 })
      expect(await content(limiter.key('ada'))).toEqual(before)
    },
  )

  it.each(algorithms)('forgets one id with reset, and no other: $title', async (algorithm) => {
    const limiter = make(algorithm)
    await limiter.take('ada', { cost: 3 })
    await limiter.take('grace', { cost: 3 })
    expect(await limiter.reset('ada')).toBe(true)
    expect(await limiter.reset('ada')).toBe(false)
    expect(await limiter.take('ada', { cost: 3 })).toMatchObject({ allowed: true })
    expect(await limiter.take('grace')).toMatchObject({ allowed: false })
  })

  it.each(algorithms)('keeps ids and names apart, whatever bytes they have: $title', async (algorithm) => {
    const limiter = make(algorithm)
    const ids = [
      'a}b',
      'a{b',
      'a%7Db',
      '{}',
      'é',
      '🏆',
      '\ud800',
      '::1',
      Buffer.from([0, 255]),
      Buffer.from('%'),
    ]
    for (const id of ids) expect((await limiter.take(id, { cost: 3 })).allowed).toBe(true)
    for (const id of ids) expect((await limiter.take(id)).allowed).toBe(false)
    expect((await limiter.take(Buffer.from('é'))).allowed).toBe(false)
    expect((await make(algorithm).take('é')).allowed).toBe(true)
  })

  it.each(algorithms)('keeps a key no longer than it counts: $title', async (algorithm) => {
    const limiter = make(algorithm)
    const { resetMs } = await limiter.take('ada')
    const left = Number(await redis().pttl(limiter.key('ada')))
    expect(left).toBeLessThanOrEqual(resetMs)
    expect(left).toBeGreaterThan(resetMs - 10_000)
  })

  it.each(algorithms)("keeps a key a minute longer with the caller's clock: $title", async (algorithm) => {
    const now = () => Date.UTC(2026, 10, 23) + 1
    const limiter = algorithm.make(redis(), { name: freshName(), now }, { limit: 1000, windowMs: 1000 })
    const { resetMs } = await limiter.take('ada')
    const left = Number(await redis().pttl(limiter.key('ada')))
    expect(left).toBeLessThanOrEqual(resetMs + 60_000)
    expect(left).toBeGreaterThan(resetMs + 50_000)
  })

  it.each(algorithms)('allows again when its key has expired: $title', async (algorithm) => {
    const limiter = make(algorithm)
    await limiter.take('ada', { cost: 3 })
    await redis().pexpire(limiter.key('ada'), 0)
    expect(await limiter.take('ada', { cost: 3 })).toMatchObject({ allowed: true })
  })
})
