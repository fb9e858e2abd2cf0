import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findBook } from '../../src/commands/race/choose.js'
import { ownVersion } from '../../src/commands/race/own.js'
import { onEachEngine } from '../support/engines.js'
import { exploreOn } from '../support/explored.js'

/** What mends the template of each pattern: texts that are there, and what stands in their place. */
const MENDS: Record<string, [from: string, to: string][]> = {
  cache: [
    [
      `      await redis.set(entryOf(key), value, 'PX', ttlMs)
      await redis.del(leaseOf(key))
      return value`,
      `      const fill = \`
        if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        return redis.call('DEL', KEYS[2])\`
      await redis.eval(fill, 2, entryOf(key), leaseOf(key), token, value, ttlMs)
      return value`,
    ],
  ],
  session: [
    [
      `      if ((await redis.exists(sessionOf(id))) === 0) return
      await redis.hset(sessionOf(id), changes)`,
      `      const script = \`
        if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
        return redis.call('HSET', KEYS[1], unpack(ARGV))\`
      await redis.eval(script, 1, sessionOf(id), ...Object.entries(changes).flat())`,
    ],
    ['await redis.del(indexOf(userId))', 'if (seen.length > 0) await redis.srem(indexOf(userId), seen)'],
  ],
  ratelimit: [
    [
      `      await redis.zremrangebyscore(key, 0, now() - windowMs)
      const count = await redis.zcard(key)
      if (count >= limit) return false
      await redis.zadd(key, now(), ids())
      await redis.pexpire(key, windowMs)
      return true`,
      `      const script = \`
        redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1] - ARGV[2])
        if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
        redis.call('ZADD', KEYS[1], ARGV[1], ARGV[4])
        return redis.call('PEXPIRE', KEYS[1], ARGV[2])\`
      return (await redis.eval(script, 1, key, now(), windowMs, limit, ids())) === 1`,
    ],
  ],
  lock: [
    [
      `      if ((await redis.get(key)) !== null) return null
      const token = ids()
      await redis.set(key, token, 'PX', ttlMs)
      return { token }`,
      `      const token = ids()
      const script = \`
        if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
        local fence = redis.call('INCR', KEYS[2])
        redis.call('PEXPIRE', KEYS[2], 600000)
        return fence\`
      const fencingToken = Number(await redis.eval(script, 2, key, \`\${key}:fence\`, token, ttlMs))
      return fencingToken === 0 ? null : { token, fencingToken }`,
    ],
    [
      'await redis.del(key)',
      `const script = \`
        if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
        return 0\`
      await redis.eval(script, 1, key, lease.token)`,
    ],
  ],
  leaderboard: [
    [
      `      const rank = await redis.zrevrank(key, player)
      if (rank === null) return null
      const first = Math.max(0, rank - 1)
      const around = await redis.zrevrange(key, first, rank, 'WITHSCORES')`,
      `      const script = \`
        local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
        if not rank then return nil end
        return { rank, redis.call('ZREVRANGE', KEYS[1], math.max(0, rank - 1), rank, 'WITHSCORES') }\`
      const found = (await redis.eval(script, 1, key, player)) as [number, string[]] | null
      if (found === null) return null
      const [rank, around] = found`,
    ],
  ],
  queue: [
    [
      `      const [id] = await redis.zrangebyscore(key, '-inf', now(), 'LIMIT', 0, 1)
      if (id === undefined) return null
      const untilMs = now() + leaseMs
      await redis.zadd(key, untilMs, id)`,
      `      const untilMs = now() + leaseMs
      const script = \`
        local id = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 1)[1]
        if id then redis.call('ZADD', KEYS[1], ARGV[2], id) end
        return id\`
      const id = (await redis.eval(script, 1, key, now(), untilMs)) as string | null
      if (id === null) return null`,
    ],
  ],
  pubsub: [
    [
      '      await listener.subscribe(channel)',
      `      listener.on('close', missed)\n      await listener.subscribe(channel)`,
    ],
  ],
  stream: [
    [
      `        await redis.xack(key, group, id)
        await handle(event)`,
      `        await handle(event)
        await redis.xack(key, group, id)`,
    ],
  ],
}

const folder = mkdtempSync(join(tmpdir(), 'templates-'))
afterAll(() => rmSync(folder, { recursive: true }))

onEachEngine((engine) => {
  describe.each(Object.entries(MENDS))('the template of %s', (name, mends) => {
    it('passes every race once its fault is mended', async () => {
      const book = await findBook(name)
      const file = join(folder, `my-${name}.ts`)
      writeFileSync(file, mends.reduce(mended, book.template))
      const version = await ownVersion(book, file)
      const broken: Record<string, unknown> = {}
      for (const race of book.races) {
        const found = await exploreOn(engine(), { race, version, clients: race.clients })
        if (found.brokenOrders > 0) broken[race.name] = [...found.broken.keys(), found.shortest]
      }
      expect(broken).toEqual({})
    })
  })
})

function mended(text: string, [from, to]: [string, string]): string {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}
