import { expect, it } from 'vitest'
import { SlidingWindowLog } from '../../../src/patterns/ratelimit/index.js'
import { freshName, onBothServers, onRealServer } from '../support/servers.js'

const WINDOW_MS = 86_400_000

onBothServers('the members of a log', (redis) => {
  const start = Date.UTC(2026, 10, 23)

  const logOf = (limit: number, clock: { ms: number }) =>
    new SlidingWindowLog(redis(), { name: freshName(), limit, windowMs: WINDOW_MS, now: () => clock.ms })

  it('are as many as the cost, also when that is more than one command can take', async () => {
    const log = logOf(5000, { ms: start })
    for (const remaining of [2500, 0]) {
      expect(await log.take('ada', { cost: 2500 })).toMatchObject({ allowed: true, remaining })
    }
    expect(await log.take('ada')).toMatchObject({ allowed: false })
    expect(Number(await redis().zcard(log.key('ada')))).toBe(5000)
  })

  it('stay different and in order when their numbers begin again in the middle of a moment', async () => {
    const clock = { ms: start }
    const log = logOf(5, clock)
    await redis().zadd(log.key('ada'), start * 1000, 1_999_999_997)
    for (const remaining of [3, 2, 1, 0]) {
      expect(await log.take('ada')).toMatchObject({ allowed: true, remaining })
    }
    expect(await log.take('ada')).toMatchObject({ allowed: false })
    expect(await redis().zrange(log.key('ada'), 0, '-1')).toEqual([
      '1999999997',
      '1999999998',
      '1999999999',
      '1000000000',
      '1000000001',
    ])
    clock.ms += WINDOW_MS + 1
    expect(await log.take('ada', { cost: 5 })).toMatchObject({ allowed: true, remaining: 0 })
  })
})

onRealServer('the memory of a log', (redis) => {
  const fullLog = async (limit: number) => {
    const log = new SlidingWindowLog(redis(), { name: freshName(), limit, windowMs: WINDOW_MS })
    await Promise.all(Array.from({ length: 2 * limit }, () => log.take('user:12345678')))
    return log.key('user:12345678')
  }

  it('is compact up to 128 units, and about 100 bytes a unit beyond', async () => {
    const [small, large] = [await fullLog(128), await fullLog(129)]
    expect(await redis().object('ENCODING', small)).toMatch(/listpack|ziplist/)
    expect(Number(await redis().memory('USAGE', small))).toBeLessThan(2_700)
    expect(await redis().object('ENCODING', large)).toBe('skiplist')
    // The levels of a skip list are random.
    expect(Number(await redis().memory('USAGE', large))).toBeLessThan(129 * 150)
  })
})
