import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { FixedWindow, SlidingWindowLog, TokenBucket } from '../../../src/patterns/ratelimit/index.js'
import { startDurableServer } from '../../support/durable-server.js'
import { startRealServer } from '../../support/servers.js'
import { startTcpProxy } from '../../support/tcp-proxy.js'
import { freshName, hasRealServer, onRealServer } from '../support/servers.js'
import { workersOf } from '../support/workers.js'
import { algorithms } from './algorithms.js'

const SETTING = { limit: 50, windowMs: 86_400_000 }

onRealServer('a script cache that is emptied in mid-use', (redis) => {
  it.each(algorithms)('costs a second round trip, and admits the limit: $title', async ({ make }) => {
    const limiter = make(redis(), { name: freshName() }, SETTING)
    const answers = Array.from({ length: 200 }, async (_, index) => {
      if (index % 20 === 10) await redis().script('FLUSH')
      return limiter.take('ada')
    })
    expect((await Promise.all(answers)).filter(({ allowed }) => allowed)).toHaveLength(SETTING.limit)
  })
})

onRealServer("a fixed window with the server's clock", (redis) => {
  it('ends at a multiple of its length', async () => {
    const windowMs = 3_600_000
    const hourly = new FixedWindow(redis(), { name: freshName(), limit: 5, windowMs })
    const before = await serverMs()
    const { resetMs } = await hourly.take('ada')
    const after = await serverMs()
    const end = (Math.floor(before / windowMs) + 1) * windowMs
    if (Math.floor(before / windowMs) === Math.floor(after / windowMs)) {
      expect(resetMs).toBeGreaterThanOrEqual(end - after)
      expect(resetMs).toBeLessThanOrEqual(Math.ceil(end - before))
    }
    expect((await hourly.peek('ada')).resetMs).toBeLessThanOrEqual(resetMs)
  })

  it('begins anew where someone has taken the expiry from its key, instead of lasting for ever', async () => {
    const daily = new FixedWindow(redis(), { name: freshName(), ...SETTING })
    await daily.take('ada', { cost: 50 })
    await redis().persist(daily.key('ada'))
    expect(await daily.take('ada')).toMatchObject({ allowed: true, remaining: 49 })
    expect(await redis().pttl(daily.key('ada'))).toBeGreaterThan(0)
  })

  async function serverMs(): Promise<number> {
    const [seconds, us] = await redis().time()
    return Number(seconds) * 1000 + Number(us) / 1000
  }
})

describe.skipIf(!hasRealServer)('a limit on a real server', () => {
  it('admits no more than the limit when connections are cut in mid-use', async () => {
    const server = await startRealServer()
    const proxy = await startTcpProxy(server.port)
    const redis = new Redis(proxy.url, { retryStrategy: () => 1 })
    redis.on('error', () => {})
    const log = new SlidingWindowLog(redis, { name: 'cut', ...SETTING })
    const answers = []
    for (let round = 0; round < 20; round++) {
      for (let request = 0; request < 10; request++) answers.push(log.take('ada'))
      await redis.ping()
      answers.push(log.take('ada'))
      proxy.cut() // ioredis sends again what had no answer, so that a take may count twice.
    }
    const admitted = (await Promise.all(answers)).filter(({ allowed }) => allowed)
    expect(admitted.length).toBeGreaterThan(20)
    expect(admitted.length).toBeLessThanOrEqual(SETTING.limit)
    redis.disconnect()
    await proxy.close()
    await server.close()
  })

  it('is what it was after a restart of the server', async () => {
    const server = await startDurableServer()
    const redis = new Redis(server.url, { retryStrategy: () => 5 })
    redis.on('error', () => {})
    const limiters = algorithms.map(({ title, make }) => make(redis, { name: title }, SETTING))
    for (const limiter of limiters) await limiter.take('ada', { cost: 50 })
    await server.stop()
    await server.start()
    for (const limiter of limiters) expect((await limiter.take('ada', { cost: 10 })).allowed).toBe(false)
    redis.disconnect()
    await server.close()
  })
})

describe.skipIf(!hasRealServer)('several processes', () => {
  const program = workersOf('test/patterns/ratelimit/fixtures/crowd.ts')

  it('are admitted up to the limit, all together', async () => {
    const server = await startRealServer()
    const workers = Array.from({ length: 3 }, () => program.start(server.url))
    for (const worker of workers) expect(await worker.next()).toBe('ready')
    for (const worker of workers) worker.send('go')
    const admitted = await Promise.all(workers.map((worker) => worker.next() as Promise<number>))
    expect(admitted.reduce((sum, each) => sum + each, 0)).toBe(100)
    await server.close()
  })
})

onRealServer('other settings than those that a state was written with', (redis) => {
  const now = () => Date.UTC(2026, 10, 23)

  it.each(['token bucket', 'GCRA'])('leave what was taken in proportion: %s', async (title) => {
    const { make } = algorithms.find((each) => each.title === title)!
    const name = freshName()
    const minute = make(redis(), { name, now }, { limit: 6, windowMs: 60_000 })
    await minute.take('ada', { cost: 3 })
    const other = make(redis(), { name, now }, { limit: 7, windowMs: 70_001 })
    const { remaining } = await other.peek('ada')
    expect(remaining).toBeGreaterThanOrEqual(3)
    expect(remaining).toBeLessThanOrEqual(4)
  })

  it('never leave more than the new capacity', async () => {
    const options = { name: freshName(), now, refillMs: 1000 }
    await new TokenBucket(redis(), { ...options, capacity: 100, refill: 100 }).take('ada')
    const smaller = new TokenBucket(redis(), { ...options, capacity: 10, refill: 1 })
    expect(await smaller.peek('ada')).toMatchObject({ remaining: 10, resetMs: 0 })
  })
})
