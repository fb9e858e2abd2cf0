import { peer } from '../harness/peers.js'

/**
 * The locks of other packages, at their default settings but for the lease: neither has fencing numbers.
 *
 * @typedef {(key: string) => Promise<import('./lock-floors.js').Held>} Acquire
 *
 * @param {import('ioredis').Redis} redis
 * @param {number} ttlMs
 * @returns {Record<string, Acquire>}
 */
export function peers(redis, ttlMs) {
  const semaphore = peer('redis-semaphore')
  const redlock = peer('redlock')
  if (!semaphore || !redlock) return {}
  const locks = new redlock.default([redis], { retryCount: -1 })
  return {
    async 'redis-semaphore'(key) {
      const mutex = new semaphore.Mutex(redis, key, { lockTimeout: ttlMs, acquireTimeout: 60_000 })
      await mutex.acquire()
      return mutex
    },
    redlock: (key) => locks.acquire([key], ttlMs),
  }
}
