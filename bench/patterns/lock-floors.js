import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

// The lock as one would write it by hand, straight on ioredis, with nothing checked and nobody waiting in turn.

const ACQUIRE = `
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return nil end
return redis.call('INCR', KEYS[2])`

const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`

/**
 * @typedef {{ release: () => Promise<unknown> }} Held
 *
 * @param {import('ioredis').Redis} redis
 * @param {number} ttlMs
 */
export function floors(redis, ttlMs) {
  redis.defineCommand('floorAcquire', { lua: ACQUIRE, numberOfKeys: 2 })
  redis.defineCommand('floorRelease', { lua: RELEASE, numberOfKeys: 1 })
  /** @typedef {(...args: (string | number)[]) => Promise<number | null>} Scripted */
  const { floorAcquire, floorRelease } = /** @type {{ floorAcquire: Scripted, floorRelease: Scripted }} */ (
    /** @type {unknown} */ (redis)
  )

  /** @param {string} key @returns {Promise<(Held & { fence: number }) | null>} */
  async function tryAcquire(key) {
    const token = randomUUID()
    const fence = await floorAcquire.call(redis, key, `${key}:fence`, token, ttlMs)
    if (fence === null) return null
    return { fence, release: async () => (await floorRelease.call(redis, key, token)) === 1 }
  }

  /** Asks again every 2 to 6 ms. @param {string} key @returns {Promise<Held>} */
  async function acquire(key) {
    for (;;) {
      const held = await tryAcquire(key)
      if (held) return held
      await sleep(2 + 4 * Math.random())
    }
  }

  return { tryAcquire, acquire }
}
