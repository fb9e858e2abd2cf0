import type { Look } from './define.js'

/** Keys without an expiry, in a sentence. */
export async function immortalKeys({ redis, keys, prefix }: Look<unknown>): Promise<string | undefined> {
  for (const key of keys) {
    if ((await redis.pttl(key)) === -1) return `${key.slice(prefix.length)} never expires`
  }
  return undefined
}
