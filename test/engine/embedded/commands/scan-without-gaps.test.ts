import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'
import type { RespClient } from '../resp-client.js'

const redis = useEmbedded()

/** One page: the next cursor and the keys. */
async function page(client: RespClient, cursor: string): Promise<[string, string[]]> {
  const reply = await client.ask('SCAN', cursor, 'MATCH', 'key:*', 'COUNT', 7)
  const [next = '', ...keys] = [...reply.matchAll(/"([^"]*)"/g)].map(([, text]) => text ?? '')
  return [next, keys]
}

it('A scan returns every key that stays, while others come and go', async () => {
  const client = await redis.open()
  for (let i = 0; i < 200; i += 1) await client.ask('SET', `key:${i}`, i)
  const seen = new Set<string>()
  let cursor = '0'
  let pages = 0
  do {
    const [next, keys] = await page(client, cursor)
    for (const key of keys) seen.add(key)
    // Every page deletes keys that were seen, as a clean-up does, and adds one.
    if (keys.length > 1) await client.ask('DEL', ...keys.slice(1))
    await client.ask('SET', `new:${pages}`, 1)
    cursor = next
    pages += 1
  } while (cursor !== '0')
  expect(seen.size).toBe(200)
  expect(pages).toBeGreaterThan(10)
})

it('A page holds about as many keys as asked for', async () => {
  const client = await redis.open()
  for (let i = 0; i < 50; i += 1) await client.ask('SET', `key:${i}`, i)
  const [, keys] = await page(client, '0')
  expect(keys).toHaveLength(7)
})

it('Keys whose hashes collide come on one page, as neither could come after the other', async () => {
  for (const key of ['costarring', 'liquid']) await redis.ask('SET', key, 1)
  expect(await redis.ask('SCAN', 0, 'COUNT', 1)).toMatch(
    /^\*\["0" \*\["(costarring" "liquid|liquid" "costarring)"\]\]$/,
  )
})

it.each([
  ['HSCAN', ['HSET', 'k', 'a', 1, 'b', 2]],
  ['SSCAN', ['SADD', 'k', 'a', 'b']],
  ['ZSCAN', ['ZADD', 'k', 1, 'a', 2, 'b']],
] as const)('%s answers a key whole', async (scan, add) => {
  await redis.ask(...add)
  expect(await redis.ask(scan, 'k', 0, 'COUNT', 1)).toMatch(/^\*\["0" \*\["a".*"b".*\]\]$/)
})
