import type { RedisLike } from '../_kit/redis-like.js'

const BATCH = 500

/** The keys that match a glob, each once, on every master of a cluster. One SCAN for each 500 keys that the server has. */
export async function* scan(redis: RedisLike, pattern: string): AsyncGenerator<string[]> {
  const ours = String(redis.options.keyPrefix ?? '') // The client puts it before keys, but not before patterns.
  const match = literal(ours) + pattern
  const seen = new Set<string>()
  for (const node of 'nodes' in redis ? redis.nodes('master') : [redis]) {
    let cursor = '0'
    do {
      const [next, keys] = await node.scan(cursor, 'MATCH', match, 'COUNT', BATCH)
      const fresh = keys.filter((key) => !seen.has(key) && seen.add(key))
      yield fresh.map((key) => key.slice(ours.length))
      cursor = next
    } while (cursor !== '0')
  }
}

/** A glob that matches the text alone. */
export function literal(text: string): string {
  return text.replaceAll(/[*?[\]\\]/g, '\\$&')
}
