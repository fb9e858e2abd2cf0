import { peer } from '../harness/peers.js'

/**
 * @typedef {object} Peer
 * @property {(key: string, load: () => unknown) => Promise<unknown>} get
 * @property {(key: string, value: unknown) => Promise<unknown>} set
 * @property {(key: string) => Promise<unknown>} invalidate
 * @property {() => Promise<unknown>} close
 */

/**
 * The other caches, with one level, in Redis. None when they are not installed.
 *
 * @param {string} path a unix socket @param {number} ttlMs @returns {Record<string, Peer>}
 */
export function peers(path, ttlMs) {
  const bento = peer('bentocache')
  if (!bento) return {}
  return { bentocache: bentocache(bento, path, ttlMs), 'cache-manager': cacheManager(path, ttlMs) }
}

/** @param {any} bento @param {string} path @param {number} ttlMs @returns {Peer} */
function bentocache({ BentoCache, bentostore }, path, ttlMs) {
  const { redisDriver } = peer('bentocache/drivers/redis')
  const store = bentostore().useL2Layer(redisDriver({ connection: { path } }))
  const cache = new BentoCache({ default: 'redis', stores: { redis: store }, prefix: 'bento', ttl: ttlMs })
  return {
    get: (key, factory) => cache.getOrSet({ key, factory }),
    set: (key, value) => cache.set({ key, value }),
    invalidate: (key) => cache.delete({ key }),
    close: () => cache.disconnectAll(),
  }
}

/** @param {string} path @param {number} ttlMs @returns {Peer} */
function cacheManager(path, ttlMs) {
  const { createCache } = peer('cache-manager')
  const { Keyv } = peer('keyv')
  const KeyvRedis = peer('@keyv/redis').default
  const store = new KeyvRedis({ socket: { path } }, { namespace: 'manager' })
  const cache = createCache({ stores: [new Keyv({ store, useKeyPrefix: false })], ttl: ttlMs })
  return {
    get: (key, load) => cache.wrap(key, load),
    set: (key, value) => cache.set(key, value),
    invalidate: (key) => cache.del(key),
    close: () => cache.disconnect(),
  }
}
