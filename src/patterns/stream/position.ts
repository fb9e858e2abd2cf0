import type { RedisLike } from '../_kit/redis-like.js'
import { BEGINNING, type EntryId, entryId } from './entry-id.js'
import { fieldsOf } from './replies.js'

/** Where reading begins: before the first entry, after the last one of this moment, or after a certain one. */
export type Position = 'start' | 'now' | EntryId

/** @throws {TypeError} when it is no position. */
export function checkPosition(position: Position): Position {
  return position === 'start' || position === 'now' ? position : entryId(position)
}

/**
 * The position as the id of an entry, for good: `$` would be another entry each time. One XINFO STREAM for 'now',
 * else nothing.
 */
export async function resolvePosition(redis: RedisLike, key: string, position: Position): Promise<EntryId> {
  if (position === 'start') return BEGINNING
  return position === 'now' ? lastId(redis, key) : position
}

/** XINFO STREAM, or nothing when there is no such stream. */
export async function streamFields(
  redis: RedisLike,
  key: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    return fieldsOf(await redis.xinfo('STREAM', key))
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such key')) return undefined
    throw error
  }
}

async function lastId(redis: RedisLike, key: string): Promise<EntryId> {
  const fields = await streamFields(redis, key)
  return fields === undefined ? BEGINNING : (String(fields['last-generated-id']) as EntryId)
}
