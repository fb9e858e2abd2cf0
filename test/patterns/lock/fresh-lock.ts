import { onTestFinished } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { Lock, type LockEvent, type LockOptions } from '../../../src/patterns/lock/index.js'
import { freshName } from '../support/servers.js'

/** Long enough that nothing runs out by itself in a test. */
export const LONG_MS = 60_000

/** A lock with a name of its own that is closed when the test is over. */
export function freshLock(redis: RedisLike, options: Partial<LockOptions> = {}): Lock {
  const lock = new Lock(redis, { name: freshName(), ttlMs: LONG_MS, ...options })
  onTestFinished(() => lock.close())
  return lock
}

/** A lock and all that it tells. */
export function watchedLock(redis: RedisLike, options: Partial<LockOptions> = {}) {
  const events: LockEvent[] = []
  const lock = freshLock(redis, { ...options, onEvent: (event) => events.push(event) })
  const told = (type: LockEvent['type']) => events.filter((event) => event.type === type)
  return { lock, events, told }
}

/** Resolves when so many wait, in the eyes of Redis. */
export async function waiting(lock: Lock, count: number): Promise<void> {
  while ((await lock.peek()).waiting !== count);
}

/** What a promise was rejected with. */
export async function failure(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  return promise.then(
    () => Promise.reject(new Error('it was to fail, and did not')),
    (error: Error) => error,
  )
}
