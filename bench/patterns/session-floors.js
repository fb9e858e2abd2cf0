// Each operation as one would write it by hand, straight on ioredis: ids of 256 random bits, a hash with a JSON value for
// each field, its expiry in the same step, a cap on its life, and a list for each user. No hashed ids, nothing checked, no
// clock but the server's, and a list that may forget a session when the options change.
import { randomBytes } from 'node:crypto'

const NOW = `local time = redis.call('TIME') local now = time[1] * 1000 + math.floor(time[2] / 1000)`

const LIST = `
  redis.call('ZADD', KEYS[2], expires, KEYS[1])
  redis.call('PEXPIRE', KEYS[2], expires - now)`

const CREATE = `${NOW}
local expires = now + ARGV[1]
redis.call('HSET', KEYS[1], '@created', now, '@expires', expires, unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], '@user', ARGV[2])${LIST}
end
return now`

const SLIDE = `${NOW}
local found = redis.call('HMGET', KEYS[1], '@created', '@user')
if not found[1] then return nil end
local expires = math.min(now + ARGV[1], found[1] + ARGV[2])
redis.call('HSET', KEYS[1], '@expires', expires)
redis.call('PEXPIRE', KEYS[1], expires - now)
if found[2] then${LIST}
end`

const TOUCH = `${SLIDE}
return expires`

const READ = `${SLIDE}
return redis.call('HGETALL', KEYS[1])`

const DESTROY = `
redis.call('ZREM', KEYS[2], KEYS[1])
return redis.call('DEL', KEYS[1])`

const UPDATE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1`

/**
 * @param {import('ioredis').Redis} redis
 * @param {{ idleMs: number, absoluteMs: number }} life
 */
export function floors(redis, { idleMs, absoluteMs }) {
  for (const [name, lua] of Object.entries({ CREATE, TOUCH, READ, UPDATE, DESTROY })) {
    redis.defineCommand(`floor${name}`, { lua, numberOfKeys: name === 'UPDATE' ? 1 : 2 })
  }
  /** @typedef {(key: string, ...args: unknown[]) => Promise<any>} Scripted */
  const scripted =
    /** @type {Record<'floorCREATE' | 'floorTOUCH' | 'floorREAD' | 'floorUPDATE' | 'floorDESTROY', Scripted>} */ (
      /** @type {unknown} */ (redis)
    )
  return {
    /** @param {object} data @param {string} [userId] */
    async create(data, userId = '') {
      const id = randomBytes(32).toString('base64url')
      const createdAtMs = await scripted.floorCREATE(key(id), index(id), idleMs, userId, ...encode(data))
      return { id, data, createdAtMs, expiresAtMs: createdAtMs + idleMs }
    },
    /** @param {string} id */
    get: async (id) => decode(id, Object.entries(await redis.hgetall(key(id)))),
    /** @param {string} id */
    async read(id) {
      const flat = await scripted.floorREAD(key(id), index(id), idleMs, absoluteMs)
      const fields = []
      for (let at = 0; at < flat.length; at += 2) fields.push([flat[at], flat[at + 1]])
      return decode(id, fields)
    },
    /** @param {string} id */
    touch: (id) => scripted.floorTOUCH(key(id), index(id), idleMs, absoluteMs),
    /** @param {string} id @param {object} changes */
    update: async (id, changes) => (await scripted.floorUPDATE(key(id), ...encode(changes))) === 1,
    /** @param {string} id */
    destroy: async (id) => (await scripted.floorDESTROY(key(id), index(id))) === 1,
  }
}

/** @param {string} id */
function key(id) {
  return `floor:${id}`
}

/** @param {string} id */
function index(id) {
  return `floor:${id.slice(0, 6)}:index`
}

/** @param {object} data */
function encode(data) {
  return Object.entries(data).flatMap(([name, value]) => [name, JSON.stringify(value)])
}

/** @param {string} id @param {string[][]} fields */
function decode(id, fields) {
  /** @type {Record<string, unknown>} */
  const data = {}
  let createdAtMs = 0
  let expiresAtMs = 0
  for (const [name = '', value = ''] of fields) {
    if (name === '@created') createdAtMs = Number(value)
    else if (name === '@expires') expiresAtMs = Number(value)
    else data[name] = JSON.parse(value)
  }
  return { id, data, createdAtMs, expiresAtMs }
}
