import { expect, it, vi } from 'vitest'
import { onAnyServer, onRealServer } from '../support/servers.js'
import { urlOf, workersOf } from '../support/workers.js'
import { atOnce, borderBurst, fixed, hammer, LIMIT, sliding } from './load.js'

const START = Date.UTC(2026, 10, 23)

onAnyServer('500 callers at the same moment, at a limit of 100', (redis) => {
  it('all pass the naive sliding window, for all count before the first one adds', async () => {
    expect((await atOnce(sliding.naive, redis(), 500)).admitted).toBe(500)
  })

  it('pass the log until the limit is reached', async () => {
    expect(await atOnce(sliding.safe, redis(), 500)).toEqual({ admitted: LIMIT, recorded: LIMIT })
  })
})

onAnyServer('requests of one millisecond', (redis) => {
  const recorded = async (kind: 'naive' | 'safe') => {
    const { take, key } = sliding[kind].make(redis(), () => START)
    for (let request = 0; request < 5; request++) await take('ada')
    return Number(await redis().zcard(key('ada')))
  }

  it('count as one with the naive sliding window', async () => expect(await recorded('naive')).toBe(1))

  it('count each with the log', async () => expect(await recorded('safe')).toBe(5))
})

onAnyServer('a client that never stops asking', (redis) => {
  it('is denied for ever by the naive sliding window, which records what it denies', async () => {
    expect(await hammer(sliding.naive, redis(), 3)).toEqual([100, 0, 0])
  })

  it('gets its limit in every window of the log', async () => {
    expect(await hammer(sliding.safe, redis(), 3)).toEqual([100, 100, 100])
  })
})

// The server in this process would have the app's clock.
onRealServer('an app server whose clock is two minutes ahead', (redis) => {
  /** How many of two times the limit are admitted: first by a server that is right, then by the other. */
  const admitted = async (kind: 'naive' | 'safe') => {
    const { take } = sliding[kind].make(redis(), undefined) // No clock given: the naive one takes that of the app.
    let count = 0
    vi.useFakeTimers({ toFake: ['Date'] })
    for (const clock of [START, START + 120_000]) {
      for (let request = 0; request < LIMIT; request++) {
        vi.setSystemTime(clock + request)
        if (await take('ada')) count++
      }
    }
    vi.useRealTimers()
    return count
  }

  it('admits the whole limit again with the naive sliding window', async () => {
    expect(await admitted('naive')).toBe(2 * LIMIT)
  })

  it("changes nothing for the log, which asks the server's clock", async () => {
    expect(await admitted('safe')).toBe(LIMIT)
  })
})

onAnyServer('the border of two windows', (redis) => {
  it('lets twice the limit pass in a moment with a fixed window', async () => {
    expect(await borderBurst(fixed.safe, redis())).toBe(2 * LIMIT)
  })

  it('lets no more than the limit pass with the log', async () => {
    expect(await borderBurst(sliding.safe, redis())).toBe(LIMIT)
  })
})

onRealServer('a process that is killed in the middle of a take', (redis) => {
  const program = workersOf('test/patterns/ratelimit/fixtures/taker.ts')

  /** The time to live of the key that it leaves, after it was killed when it was about to send a second command. */
  const leaves = async (kind: string, held: string) => {
    await redis().flushall()
    const worker = program.start(urlOf(redis()), kind, held)
    expect(await worker.next()).toBe(held === 'none' ? 'done' : 'held')
    await worker.kill()
    const [key] = await redis().keys('*')
    return redis().ttl(key!)
  }

  it.each([
    ['naive fixed window', 'naive-fixed', 'expire'],
    ['naive sliding window', 'naive-sliding', 'expire'],
  ])('leaves a key for ever with the %s', async (_, kind, held) => {
    expect(await leaves(kind, held)).toBe(-1)
  })

  it.each([
    ['fixed window', 'fixed'],
    ['log', 'log'],
  ])('leaves a key that expires with the %s, whose only command is done or not', async (_, kind) => {
    const left = await leaves(kind, 'none')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(60)
  })
})
