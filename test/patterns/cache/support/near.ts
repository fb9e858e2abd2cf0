import { expect, vi } from 'vitest'
import type { Cache } from '../../../../src/patterns/cache/index.js'

export const NEAR = { firstLevel: { max: 100, ttlMs: 60_000 } } as const

/** Resolves when the cache hears of invalidations. */
export async function usesFirstLevel(cache: Cache<number>): Promise<void> {
  await remembers(cache, 'warm', 0)
}

/** Resolves when it answers with that value from memory, and goes on to do so: its own load is no news any more. */
export async function remembers(cache: Cache<number>, key: string, value: number | null): Promise<void> {
  await vi.waitFor(async () => {
    expect(await cache.get(key, () => value)).toBe(value)
    await new Promise((resolve) => setImmediate(resolve)) // What came before the reply is read.
    const before = cache.stats().firstLevel
    await cache.get(key, () => value)
    expect(cache.stats().firstLevel).toBe(before + 1)
  }, 5_000)
}
