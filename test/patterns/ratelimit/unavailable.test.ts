import { Redis } from 'ioredis'
import { afterAll, describe, expect, it } from 'vitest'
import {
  CombinedLimiter,
  FixedWindow,
  Gcra,
  type RateLimitEvent,
  type WhenUnavailable,
} from '../../../src/patterns/ratelimit/index.js'
import { freshName, onAnyServer } from '../support/servers.js'

/** A client that gives up at once, as one does that must not keep requests waiting. */
const gone = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, retryStrategy: null })
gone.on('error', () => {})
afterAll(() => gone.disconnect())

describe('a limiter whose Redis is away', () => {
  const make = (whenUnavailable?: WhenUnavailable, events: RateLimitEvent[] = []) =>
    new FixedWindow(gone, {
      name: 'api',
      limit: 5,
      windowMs: 86_400_000,
      onEvent: (event) => events.push(event),
      ...(whenUnavailable && { whenUnavailable }),
    })

  it("throws the client's error unless told otherwise", async () => {
    await expect(make().take('ada')).rejects.toThrow('writeable')
    await expect(make().peek('ada')).rejects.toThrow('writeable')
    await expect(make('allow').reset('ada')).rejects.toThrow('writeable')
  })

  it('allows when told to, and says that it does not know', async () => {
    const decision = { allowed: true, limit: 5, remaining: 5, retryAfterMs: 0, resetMs: 0, unavailable: true }
    expect(await make('allow').take('ada')).toEqual(decision)
    expect(await make('allow').peek('ada')).toEqual(decision)
  })

  it('denies when told to, for a second and not for the whole window', async () => {
    const decision = { allowed: false, limit: 5, remaining: 0, retryAfterMs: 1000, resetMs: 1000 }
    expect(await make('deny').take('ada')).toEqual({ ...decision, unavailable: true })
  })

  it('still refuses misuse', async () => {
    await expect(make('allow').take('')).rejects.toThrow(TypeError)
  })

  it('tells the hook why', async () => {
    const events: RateLimitEvent[] = []
    await make('allow', events).take('ada')
    expect(events).toMatchObject([
      { type: 'unavailable', name: 'api', id: 'ada', cost: 1, error: expect.any(Error) },
    ])
  })

  it('answers for several limits as for one', async () => {
    const both = [make(), new Gcra(gone, { name: 'b', limit: 2, windowMs: 1000 })]
    const decision = await new CombinedLimiter(both, { whenUnavailable: 'deny' }).take('ada')
    expect(decision).toMatchObject({ allowed: false, retryAfterMs: 1000, unavailable: true })
    expect(decision.decisions).toHaveLength(2)
  })
})

onAnyServer('the hook of a limiter', (redis) => {
  it('is told of every take, and of no peek', async () => {
    const events: RateLimitEvent[] = []
    const onEvent = (event: RateLimitEvent) => void events.push(event)
    const api = new FixedWindow(redis(), { name: freshName(), limit: 2, windowMs: 86_400_000, onEvent })
    await api.take('ada', { cost: 2 })
    await api.peek('ada')
    const denied = await api.take('ada')
    expect(events).toMatchObject([
      { type: 'allowed', name: api.policy.name, id: 'ada', cost: 2, decision: { remaining: 0 } },
      { type: 'denied', id: 'ada', cost: 1, decision: denied },
    ])
  })

  it('of several limits is the one that was given to all of them together', async () => {
    const events: RateLimitEvent[] = []
    const never = () => expect.unreachable()
    const one = new FixedWindow(redis(), { name: 'one', limit: 2, windowMs: 1000, onEvent: never })
    const two = new Gcra(redis(), { name: 'two', limit: 2, windowMs: 1000, onEvent: never })
    const both = new CombinedLimiter([one, two], { onEvent: (event) => events.push(event) })
    await both.take(freshName())
    expect(events).toMatchObject([{ type: 'allowed', name: 'one+two' }])
  })
})
