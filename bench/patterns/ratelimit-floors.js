// Each algorithm as one would write it by hand: one script, the server's time, a TTL, a denied cost that is not
// counted, and the whole answer. Nothing is checked, and there is no other clock, no exactness, no skew.
import { randomBytes } from 'node:crypto'

const FIXED_WINDOW = `
local used, cost = tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(ARGV[1])
if used + cost > tonumber(ARGV[2]) then
  local left = redis.call('PTTL', KEYS[1])
  return { 0, ARGV[2] - used, left, left }
end
used = redis.call('INCRBY', KEYS[1], cost)
if used == cost then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return { 1, ARGV[2] - used, 0, redis.call('PTTL', KEYS[1]) }`

const SLIDING_WINDOW_COUNTER = `
local time = redis.call('TIME')
local now, cost, limit, window = time[1] * 1000 + math.floor(time[2] / 1000), tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local number = math.floor(now / window)
local counts = redis.call('HMGET', KEYS[1], number, number - 1)
local current, previous = tonumber(counts[1] or 0), tonumber(counts[2] or 0)
local left = limit - current - math.ceil(previous * (1 - now % window / window))
if cost > left then return { 0, left, window - now % window, 2 * window - now % window } end
redis.call('HINCRBY', KEYS[1], number, cost)
redis.call('PEXPIRE', KEYS[1], 2 * window)
return { 1, left - cost, 0, 2 * window - now % window }`

const SLIDING_WINDOW_LOG = `
local time = redis.call('TIME')
local now, limit, window = time[1] * 1000000 + time[2], tonumber(ARGV[2]), ARGV[3] * 1000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - window))
local used = redis.call('ZCARD', KEYS[1])
if used + ARGV[1] > limit then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
  local newest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
  return { 0, limit - used, math.ceil((oldest + window - now) / 1000), math.ceil((newest + window - now) / 1000) }
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return { 1, limit - used - ARGV[1], 0, tonumber(ARGV[3]) }`

const TOKEN_BUCKET = `
local time = redis.call('TIME')
local now, capacity = time[1] * 1000000 + time[2], tonumber(ARGV[2])
local per_us = capacity / (ARGV[3] * 1000)
local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(capacity, (stored[1] or capacity) + (now - (stored[2] or now)) * per_us)
local left = tokens - ARGV[1]
if left < 0 then
  return { 0, math.floor(tokens), math.ceil(-left / per_us / 1000), math.ceil((capacity - tokens) / per_us / 1000) }
end
local reset = math.ceil((capacity - left) / per_us / 1000)
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', left), 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], reset)
return { 1, math.floor(left), 0, reset }`

const GCRA = `
local time = redis.call('TIME')
local now, period = time[1] * 1000000 + time[2], ARGV[3] * 1000
local each = period / ARGV[2]
local ahead = math.max(0, (redis.call('GET', KEYS[1]) or now) - now)
local after = ahead + each * ARGV[1]
if after > period then
  return { 0, math.floor((period - ahead) / each), math.ceil((after - period) / 1000), math.ceil(ahead / 1000) }
end
local reset = math.ceil(after / 1000)
redis.call('SET', KEYS[1], string.format('%.0f', now + after), 'PX', reset)
return { 1, math.floor((period - after) / each), 0, reset }`

const TWO_WINDOWS = `
local cost, used = tonumber(ARGV[1]), { tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(redis.call('GET', KEYS[2]) or 0) }
if used[1] + cost <= tonumber(ARGV[2]) and used[2] + cost <= tonumber(ARGV[4]) then
  for i = 1, 2 do
    used[i] = redis.call('INCRBY', KEYS[i], cost)
    if used[i] == cost then redis.call('PEXPIRE', KEYS[i], ARGV[1 + 2 * i]) end
  end
end
return { used[1], redis.call('PTTL', KEYS[1]), used[2], redis.call('PTTL', KEYS[2]) }`

/**
 * @typedef {(...args: unknown[]) => Promise<number[]>} Scripted
 *
 * @typedef {{ limit: number, windowMs: number }} Window
 */

/** @param {import('ioredis').Redis} redis */
export function floors(redis) {
  return {
    'fixed window': algorithm(redis, 'floorFixedWindow', FIXED_WINDOW),
    'sliding-window counter': algorithm(redis, 'floorCounter', SLIDING_WINDOW_COUNTER),
    // The member must be another one in every process.
    'sliding-window log': algorithm(redis, 'floorLog', SLIDING_WINDOW_LOG, () =>
      randomBytes(9).toString('base64'),
    ),
    'token bucket': algorithm(redis, 'floorBucket', TOKEN_BUCKET),
    GCRA: algorithm(redis, 'floorGcra', GCRA),
  }
}

/** @param {import('ioredis').Redis} redis @param {Window} a @param {Window} b */
export function twoWindows(redis, a, b) {
  const run = scripted(redis, 'floorTwoWindows', TWO_WINDOWS, 2)
  /** @param {string} id */
  return async (id) => {
    const keys = [`floor:{${id}}:a`, `floor:{${id}}:b`]
    const [usedA = 0, ttlA, usedB = 0, ttlB] = await run(...keys, 1, a.limit, a.windowMs, b.limit, b.windowMs)
    return [
      { limit: a.limit, remaining: a.limit - usedA, resetMs: ttlA },
      { limit: b.limit, remaining: b.limit - usedB, resetMs: ttlB },
    ]
  }
}

/** @param {import('ioredis').Redis} redis @param {string} name @param {string} lua @param {() => string} [member] */
function algorithm(redis, name, lua, member) {
  const run = scripted(redis, name, lua, 1)
  /** @param {string} id @param {Window} window */
  return async (id, { limit, windowMs }) => {
    const key = `floor:{${id}}:${name}`
    const answer = member ? run(key, 1, limit, windowMs, member()) : run(key, 1, limit, windowMs)
    const [allowed, remaining, retryAfterMs, resetMs] = await answer
    return { allowed: allowed === 1, limit, remaining, retryAfterMs, resetMs }
  }
}

/** @param {import('ioredis').Redis} redis @param {string} name @param {string} lua @param {number} numberOfKeys */
function scripted(redis, name, lua, numberOfKeys) {
  redis.defineCommand(name, { lua, numberOfKeys })
  const commands = /** @type {Record<string, Scripted>} */ (/** @type {unknown} */ (redis))
  return /** @type {Scripted} */ (commands[name]).bind(redis)
}
