import {
  CombinedLimiter,
  FixedWindow,
  Gcra,
  SlidingWindowCounter,
  SlidingWindowLog,
  TokenBucket,
} from 'redis-patterns/ratelimit'
import { peer } from '../harness/peers.js'
import { floors, twoWindows } from './ratelimit-floors.js'

const IDS = 1000
/** So wide that requests are allowed: a denied one is less work. */
const WIDE = { limit: 1_000_000, windowMs: 60_000 }
/** So short that a log has room for all of them. */
const SHORT = { limit: 100, windowMs: 250 }

/** @param {import('../harness/bench.js').Bench} bench */
export default async function ratelimit(bench) {
  const { redis } = bench
  const peers = peerLimiters(redis)
  const ours = {
    'fixed window': new FixedWindow(redis, { name: 'fixed', ...WIDE }),
    'sliding-window counter': new SlidingWindowCounter(redis, { name: 'counter', ...WIDE }),
    'sliding-window log': new SlidingWindowLog(redis, { name: 'log', ...SHORT }),
    'token bucket': new TokenBucket(redis, {
      name: 'bucket',
      capacity: 1_000_000,
      refill: 1000,
      refillMs: 60,
    }),
    GCRA: new Gcra(redis, { name: 'gcra', ...WIDE }),
  }
  for (const [name, floor] of Object.entries(floors(redis))) {
    const algorithm = /** @type {keyof typeof ours} */ (name)
    const window = algorithm === 'sliding-window log' ? SHORT : WIDE
    await bench.operation({
      name,
      floor: (i) => floor(id(i), window),
      ours: (i) => ours[algorithm].take(id(i)),
      peers: peers[algorithm] ?? {},
    })
  }
  const second = new FixedWindow(redis, { name: 'second', limit: 1_000_000, windowMs: 1000 })
  const both = new CombinedLimiter([second, ours['fixed window']])
  const floor = twoWindows(redis, second.policy, WIDE)
  await bench.operation({
    name: 'two limits at once',
    budget: 0, // Reported, not judged: the floor knows no limits but these two.
    floor: (i) => floor(id(i)),
    ours: (i) => both.take(id(i)),
  })
  await memory(bench)
}

/** A sliding log that is asked for ten times its limit. @param {import('../harness/bench.js').Bench} bench */
async function memory(bench) {
  const { redis } = bench
  const log = new SlidingWindowLog(redis, { name: 'memory', limit: 100, windowMs: 60_000 })
  for (let i = 0; i < 1000; i++) await log.take('ada')
  const value = Number(await redis.memory('USAGE', log.key('ada')))
  bench.report({
    name: 'log, limit 100, hammered',
    value,
    unit: 'bytes',
    goal: '<= 2200',
    holds: value <= 2200,
  })
}

/**
 * The same in other packages.
 *
 * @param {import('ioredis').Redis} redis
 * @returns {Record<string, Record<string, import('../harness/measure.js').Call>>}
 */
function peerLimiters(redis) {
  const flexible = peer('rate-limiter-flexible')
  const rolling = peer('rolling-rate-limiter')
  if (!flexible || !rolling) return {}
  const fixed = new flexible.RateLimiterRedis({ storeClient: redis, points: WIDE.limit, duration: 60 })
  const log = new rolling.RedisRateLimiter({
    client: redis,
    namespace: 'rolling:',
    interval: SHORT.windowMs,
    maxInInterval: SHORT.limit,
  })
  return {
    'fixed window': { 'rate-limiter-flexible': (i) => fixed.consume(id(i)) },
    'sliding-window log': { 'rolling-rate-limiter': (i) => log.limitWithInfo(id(i)) },
  }
}

/** @param {number} i */
function id(i) {
  return `user:${(i * 7919) % IDS}`
}
