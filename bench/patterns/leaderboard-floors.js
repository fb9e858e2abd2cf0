// Each operation as one would write it by hand, straight on ioredis, with nothing checked and nothing to choose.

const SUBMIT_TIMED = `
local time = redis.call('TIME')
local tick = math.floor(time[1] - 1735689600)
local old = redis.call('ZSCORE', KEYS[1], ARGV[2])
if old and math.ceil(old / 268435456) == tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[1], string.format('%.17g', ARGV[1] * 268435456 - tick), ARGV[2])
return 1`

const ENTRY = `
local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
if not rank then return nil end
local first = math.max(0, rank - ARGV[2])
local rows = redis.call('ZRANGE', KEYS[1], first, rank + ARGV[2], 'REV', 'WITHSCORES')
return { rank, redis.call('ZCARD', KEYS[1]), rows }`

/**
 * @param {import('ioredis').Redis} redis
 * @param {string} plain the key of a board without ties
 * @param {string} timed the key of a board with ties
 */
export function floors(redis, plain, timed) {
  redis.defineCommand('submitTimed', { lua: SUBMIT_TIMED, numberOfKeys: 1 })
  redis.defineCommand('entryOf', { lua: ENTRY, numberOfKeys: 1 })
  /** @typedef {(key: string, ...args: unknown[]) => Promise<any>} Scripted */
  const scripted = /** @type {{ submitTimed: Scripted, entryOf: Scripted }} */ (
    /** @type {unknown} */ (redis)
  )
  return {
    /** @param {string} member @param {number} score */
    submit: async (member, score) => (await redis.zadd(plain, 'CH', score, member)) === 1,
    /** @param {string} member @param {number} score */
    submitTimed: async (member, score) => (await scripted.submitTimed(timed, score, member)) === 1,
    /** @param {string} member */
    increment: async (member) => Number(await redis.zincrby(plain, 1, member)),
    /** @param {string} member */
    rank: (member) => redis.zrevrank(plain, member),
    /** @param {string} member */
    score: async (member) => Number(await redis.zscore(plain, member)),
    top: async () => entries(await redis.zrange(plain, 0, '9', 'REV', 'WITHSCORES'), 0),
    /** @param {string} member @param {number} radius */
    async entry(member, radius) {
      const [rank, total, rows] = await scripted.entryOf(plain, member, radius)
      const window = entries(rows, Math.max(0, rank - radius))
      const place = Math.min(rank, radius)
      return { ...window[place], total, above: window.slice(0, place), below: window.slice(place + 1) }
    },
  }
}

/** @param {readonly unknown[]} rows @param {number} firstRank */
function entries(rows, firstRank) {
  const list = []
  for (let at = 0; at < rows.length; at += 2) {
    list.push({ member: rows[at], score: Number(rows[at + 1]), rank: firstRank + at / 2 })
  }
  return list
}
