// #region middleware
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
// #endregion
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
// #region example
import {
  CombinedLimiter,
  FixedWindow,
  rateLimitHeaders,
  SlidingWindowLog,
} from '../../src/patterns/ratelimit/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the lesson and the page of the library show, run. */
onEachEngine((engine) => {
  test('the example of the lesson answers what it says', async () => {
    const redis = await engine().connect('lesson')
    // #region example
    const minute = new SlidingWindowLog(redis, {
      prefix: 'app:',
      name: 'minute',
      limit: 100,
      windowMs: 60_000,
    })
    const day = new FixedWindow(redis, { prefix: 'app:', name: 'day', limit: 5000, windowMs: 86_400_000 })
    const api = new CombinedLimiter([minute, day]) // from both or from none, in one round trip

    const decision = await api.take('user:42', { cost: 3 })
    if (!decision.allowed) throw new Error(`wait ${decision.retryAfterMs} ms`)
    const headers = rateLimitHeaders(decision, api.policies) // RateLimit-Policy, RateLimit, Retry-After
    // #endregion
    expect(decision).toMatchObject({ allowed: true, limit: 100, remaining: 97 })
    expect(headers['RateLimit-Policy']).toBe('"minute";q=100;w=60, "day";q=5000;w=86400')
    await api.reset('user:42')
  })

  test('the middleware of the page answers 429 to who asks too much', async () => {
    const redis = await engine().connect('middleware')
    const api = new FixedWindow(redis, { name: 'middleware', limit: 1, windowMs: 86_400_000 })
    // #region middleware
    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const decision = await api.take(request.socket.remoteAddress ?? 'unknown')
      response.setHeaders(new Map(Object.entries(rateLimitHeaders(decision, api.policy))))
      response.statusCode = decision.allowed ? 200 : 429
      response.end(decision.allowed ? 'hello' : 'too many requests')
    }
    const server = createServer((request, response) => {
      answer(request, response).catch(() => response.writeHead(503).end()) // no answer from Redis
    })
    // #endregion
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const [first, second] = [await fetch(url), await fetch(url)]
    expect([first.status, second.status]).toEqual([200, 429])
    expect(first.headers.get('RateLimit')).toMatch(/^"middleware";r=0;t=\d+$/)
    expect(Number(second.headers.get('Retry-After'))).toBeGreaterThan(0)
    server.close()
    await api.reset('127.0.0.1')
  })
})
