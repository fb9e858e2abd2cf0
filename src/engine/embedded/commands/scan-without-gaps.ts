import { RedisResult, RedisValue } from 'js-redis-server/core'
import type { CommandRegistry, KeyspaceEntry } from 'js-redis-server/core'
import { amend } from './amend.js'
import { withDatabase } from './with-database.js'

interface ScanArgs {
  cursor: bigint
  count?: number
}

/**
 * SCAN returns every key that is there from first to last call. js-redis-server counts positions, so a key
 * deleted between two calls makes it skip another. Here the cursor is a place in the order of the keys' hashes,
 * which other keys cannot move. A scan of one key answers it whole, as Redis does for small ones.
 */
export function scanWithoutGaps(registry: CommandRegistry): void {
  amend(registry, ['scan'], ({ execute }) => ({
    execute(args, ctx) {
      const { cursor, count = 10 } = args as ScanArgs
      const { page, next } = pageAt(cursor, count, ctx.db.entriesSnapshot())
      const whole = { ...(args as ScanArgs), cursor: 0n, count: page.length }
      return withCursor(
        next,
        execute(whole, withDatabase(ctx, { entriesSnapshot: () => page })) as RedisResult,
      )
    },
  }))
  amend(registry, ['hscan', 'sscan', 'zscan'], ({ execute }) => ({
    execute: (args, ctx) => execute({ ...(args as ScanArgs), cursor: 0n, count: Infinity }, ctx),
  }))
}

function pageAt(cursor: bigint, count: number, entries: readonly KeyspaceEntry[]) {
  const placed = entries.map((entry) => ({ entry, place: placeOf(entry.key) }))
  const rest = placed.filter(({ place }) => BigInt(place) >= cursor).sort((a, b) => a.place - b.place)
  let end = Math.min(count, rest.length)
  // Keys of equal hash share a place, so they share a page.
  while (end < rest.length && rest[end]!.place === rest[end - 1]!.place) end += 1
  return { page: rest.slice(0, end).map(({ entry }) => entry), next: rest[end]?.place ?? 0 }
}

/** FNV-1a, from 1 up: cursor 0 means the beginning and the end. */
function placeOf(key: Buffer): number {
  let hash = 0x811c9dc5
  for (const byte of key) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0) + 1
}

function withCursor(cursor: number, { value }: RedisResult): RedisResult {
  if (value.kind !== 'array') return new RedisResult(value)
  const [, ...rest] = value.items
  return RedisResult.create(RedisValue.array([RedisValue.bulkString(Buffer.from(`${cursor}`)), ...rest]))
}
