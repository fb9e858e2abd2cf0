// Publishing with a number, as one would write it by hand, straight on ioredis, with nothing checked.

const NUMBERED = `
local seq = redis.call('INCR', KEYS[1])
return { seq, redis.call('PUBLISH', ARGV[1], seq .. ' ' .. ARGV[2]) }`

const KEPT = `
local seq = redis.call('INCR', KEYS[1])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', 10000, seq .. '-0', 'm', ARGV[2])
return { seq, redis.call('PUBLISH', ARGV[1], seq .. ' ' .. ARGV[2]) }`

/** @param {import('ioredis').Redis} redis */
export function floors(redis) {
  redis.defineCommand('publishNumbered', { lua: NUMBERED, numberOfKeys: 1 })
  redis.defineCommand('publishKept', { lua: KEPT, numberOfKeys: 2 })
  /** @typedef {(...args: unknown[]) => Promise<[number, number]>} Scripted */
  const scripted = /** @type {{ publishNumbered: Scripted, publishKept: Scripted }} */ (
    /** @type {unknown} */ (redis)
  )
  return {
    /** @param {unknown} message */
    plain: async (message) => ({ receivers: await redis.publish('floor', JSON.stringify(message)) }),
    /** @param {unknown} message */
    async numbered(message) {
      const [seq, receivers] = await scripted.publishNumbered('floor:seq', 'floor', JSON.stringify(message))
      return { seq, receivers }
    },
    /** @param {unknown} message */
    async kept(message) {
      const text = JSON.stringify(message)
      const [seq, receivers] = await scripted.publishKept('floor:seq2', 'floor:box', 'floor', text)
      return { seq, receivers }
    },
  }
}
