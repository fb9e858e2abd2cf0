import { expect, it } from 'vitest'
import { CombinedLimiter, SlidingWindowLog } from '../../../src/patterns/ratelimit/index.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { algorithms } from './algorithms.js'
import { atOnce, borderBurst, fixed, hammer, LIMIT, sliding } from './load.js'

const pattern = 'ratelimit'
const DAY_MS = 86_400_000

onAnyServer('a rate limit, as it is promised', (redis) => {
  it('admits the limit, of many that ask at the same moment', async (context) => {
    const naive = await atOnce(sliding.naive, redis(), 500)
    const safe = await atOnce(sliding.safe, redis(), 500)
    for (const [what, count] of [
      ['admitted of 500 at once, limit 100', 'admitted'],
      ['recorded of those', 'recorded'],
    ] as const) {
      figure(context, { pattern, what, naive: naive[count], safe: safe[count], goal: LIMIT })
    }
    expect(naive.admitted).toBe(500)
    expect(naive.recorded).toBeLessThan(20)
    expect(safe).toEqual({ admitted: LIMIT, recorded: LIMIT })
  })

  it('holds in any window with the log, and not with a fixed one', async (context) => {
    const window = await borderBurst(fixed.safe, redis())
    const log = await borderBurst(sliding.safe, redis())
    figure(context, { pattern, what: 'fixed window, over a border', safe: window, goal: '199–200' })
    figure(context, { pattern, what: 'log, over a border', safe: log, goal: `<= ${LIMIT}` })
    expect(window).toBeGreaterThanOrEqual(199)
    expect(log).toBeLessThanOrEqual(LIMIT)
  })

  it('still admits a client that never stops asking', async (context) => {
    const naive = await hammer(sliding.naive, redis(), 3)
    const safe = await hammer(sliding.safe, redis(), 3)
    figure(context, {
      pattern,
      what: 'hammered, admitted in the third window',
      naive: naive[2]!,
      safe: safe[2]!,
      goal: '>= 95',
    })
    expect(naive[2]).toBe(0)
    expect(Math.min(...safe)).toBeGreaterThanOrEqual(95)
  })
})

onRealServer('what a rate limit costs', (redis) => {
  const setting = { limit: 1000, windowMs: DAY_MS }
  const limiters = () => algorithms.map(({ make }) => make(redis(), { name: freshName() }, setting))

  it.for(algorithms)('is one command: $title', async ({ title, make }, context) => {
    const limiter = make(redis(), { name: freshName() }, setting)
    const act = async () => {
      await limiter.take('ada')
      await limiter.peek('ada')
      await limiter.reset('ada')
    }
    await act() // The first call of a script is an EVAL.
    const safe = total(await wireCommands(redis(), act)) / 3
    figure(context, { pattern, what: `wire commands: ${title}`, safe, goal: 1 })
    expect(safe).toBe(1)
  })

  it('is one command for all of them at once', async (context) => {
    const all = new CombinedLimiter(limiters())
    await all.take('ada')
    const safe = total(await wireCommands(redis(), () => all.take('ada')))
    figure(context, { pattern, what: 'wire commands: five limits at once', safe, goal: 1 })
    expect(safe).toBe(1)
  })

  it('is little memory, also for a client that is denied again and again', async (context) => {
    const log = new SlidingWindowLog(redis(), { name: freshName(), limit: LIMIT, windowMs: DAY_MS })
    await Promise.all(Array.from({ length: 10 * LIMIT }, () => log.take('user:12345678')))
    const safe = Number(await redis().memory('USAGE', log.key('user:12345678')))
    figure(context, { pattern, what: 'log, limit 100, hammered: bytes a key', safe, goal: '<= 2200' })
    expect(safe).toBeLessThanOrEqual(2200)
  })
})
