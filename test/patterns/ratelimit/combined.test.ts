import { expect, it } from 'vitest'
import {
  CombinedLimiter,
  FixedWindow,
  Gcra,
  SlidingWindowLog,
} from '../../../src/patterns/ratelimit/index.js'
import { freshName, onEveryServer } from '../support/servers.js'

const DAY_MS = 86_400_000

onEveryServer('several limits at once', (redis) => {
  const make = () => {
    const name = freshName()
    const burst = new Gcra(redis(), { name: `${name}:burst`, limit: 2, windowMs: DAY_MS })
    const daily = new FixedWindow(redis(), { name: `${name}:daily`, limit: 3, windowMs: DAY_MS })
    return { burst, daily, both: new CombinedLimiter([burst, daily]) }
  }

  it('take from all of them when all allow it', async () => {
    const { burst, daily, both } = make()
    const decision = await both.take('ada')
    expect(decision).toMatchObject({ allowed: true, limit: 2, remaining: 1, retryAfterMs: 0 })
    expect(decision.decisions).toMatchObject([
      { allowed: true, limit: 2, remaining: 1 },
      { allowed: true, limit: 3, remaining: 2 },
    ])
    expect((await burst.peek('ada')).remaining).toBe(1)
    expect((await daily.peek('ada')).remaining).toBe(2)
  })

  it('take from none of them when one denies it', async () => {
    const { burst, daily, both } = make()
    await both.take('ada', { cost: 2 })
    const denied = await both.take('ada')
    expect(denied).toMatchObject({ allowed: false, limit: 2, remaining: 0 })
    expect(denied.decisions).toMatchObject([
      { allowed: false, remaining: 0 },
      { allowed: true, remaining: 1, retryAfterMs: 0 },
    ])
    expect(denied.retryAfterMs).toBe(denied.decisions[0]!.retryAfterMs)
    expect((await daily.peek('ada')).remaining).toBe(1)
    await burst.reset('ada')
    expect(await both.take('ada', { cost: 2 })).toMatchObject({ allowed: false, limit: 3, remaining: 1 })
    expect((await burst.peek('ada')).remaining).toBe(2)
  })

  it('never allow what is above one of the limits', async () => {
    const { both } = make()
    expect(await both.take('ada', { cost: 3 })).toMatchObject({ allowed: false, retryAfterMs: Infinity })
  })

  it('are looked at and forgotten together', async () => {
    const { both } = make()
    await both.take('ada', { cost: 2 })
    expect(await both.peek('ada')).toMatchObject({ allowed: false, limit: 2 })
    expect(await both.peek('grace')).toMatchObject({ allowed: true, remaining: 2, resetMs: 0 })
    expect(await both.reset('ada')).toBe(true)
    expect(await both.take('ada', { cost: 2 })).toMatchObject({ allowed: true })
  })

  it('can be combined again with others', async () => {
    const { both } = make()
    const log = new SlidingWindowLog(redis(), { name: freshName(), limit: 1, windowMs: DAY_MS })
    const all = new CombinedLimiter([both, log])
    expect(await all.take('ada')).toMatchObject({ allowed: true, limit: 1, remaining: 0 })
    expect((await all.take('ada')).decisions.map(({ allowed }) => allowed)).toEqual([true, true, false])
  })
})
