import { promisify } from 'node:util'
import { peer } from '../harness/peers.js'

const TTL_SECONDS = 1_800

/** connect-redis with the client that it is made for, and with ioredis in its clothes. @param {import('../harness/bench.js').Bench} bench */
export async function connectRedis({ redis, path }) {
  const { RedisStore } = peer('connect-redis') ?? {}
  if (!RedisStore) return undefined
  const client = peer('redis').createClient({ socket: { path } })
  await client.connect()
  return {
    'connect-redis': operations(new RedisStore({ client, ttl: TTL_SECONDS, prefix: 'a:' })),
    'connect-redis, ioredis': operations(
      new RedisStore({ client: dressed(redis), ttl: TTL_SECONDS, prefix: 'b:' }),
    ),
    close: () => client.destroy(),
  }
}

/** The part of node-redis that the store calls for these. @param {import('ioredis').Redis} redis */
function dressed(redis) {
  return {
    /** @param {string} key */
    get: (key) => redis.get(key),
    /** @param {string} key @param {string} value @param {{ expiration: { value: number } }} options */
    set: (key, value, { expiration }) => redis.set(key, value, 'EX', expiration.value),
    /** @param {string} key @param {number} seconds */
    expire: (key, seconds) => redis.expire(key, seconds),
    /** @param {string[]} keys */
    del: (keys) => redis.del(...keys),
  }
}

/** @param {any} store @returns {Record<'get' | 'set' | 'touch' | 'destroy', (...args: unknown[]) => Promise<any>>} */
function operations(store) {
  const names = /** @type {const} */ (['get', 'set', 'touch', 'destroy'])
  return /** @type {any} */ (
    Object.fromEntries(names.map((name) => [name, promisify(store[name].bind(store))]))
  )
}
