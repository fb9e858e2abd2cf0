import { randomBytes } from 'node:crypto'

// The operations as one would write them by hand, straight on ioredis, with nothing checked and nothing to choose.

const ACQUIRE = `
local value = redis.call('GET', KEYS[1])
if value then return value end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return nil`

const FILL = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('PUBLISH', ARGV[4], '')
return 1`

/** @param {import('ioredis').Redis} redis @param {number} ttlMs */
export function floors(redis, ttlMs) {
  redis.defineCommand('acquire', { lua: ACQUIRE, numberOfKeys: 1 })
  redis.defineCommand('fill', { lua: FILL, numberOfKeys: 1 })
  /** @typedef {(key: string, ...args: unknown[]) => Promise<any>} Scripted */
  const scripted = /** @type {{ acquire: Scripted, fill: Scripted }} */ (/** @type {unknown} */ (redis))
  return {
    /** @param {string} key */
    hit: async (key) => JSON.parse((await redis.get(key)) ?? 'null'),
    /** @param {string} key @param {() => unknown} load */
    async miss(key, load) {
      const token = `lease ${randomBytes(15).toString('base64')}`
      const found = await scripted.acquire(key, token, 5_000)
      if (found !== null) return JSON.parse(found)
      const value = await load()
      await scripted.fill(key, token, JSON.stringify(value), ttlMs, `filled:${key}`)
      return value
    },
    /** @param {string} key @param {unknown} value */
    set: (key, value) => redis.set(key, JSON.stringify(value), 'PX', ttlMs),
    /** @param {string} key */
    invalidate: (key) => redis.unlink(key),
  }
}
